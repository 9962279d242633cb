package vn.antin.audit.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MerkleTreeTest {
  /** The leaves and roots that Certificate Transparency's own tests use. */
  private static final List<Hash> LEAVES =
      Stream.of(
              "",
              "00",
              "10",
              "2021",
              "3031",
              "40414243",
              "5051525354555657",
              "606162636465666768696a6b6c6d6e6f")
          .map(hex -> MerkleTree.leaf(HexFormat.of().parseHex(hex)))
          .toList();

  @ParameterizedTest
  @CsvSource({
    "1, 6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "2, fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "3, aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "4, d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "5, 4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "6, 76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "7, ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "8, 5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"
  })
  void rootIsThatOfCertificateTransparency(int size, String root) {
    assertThat(MerkleTree.root(LEAVES.subList(0, size)).hex()).isEqualTo(root);
  }

  @Test
  void everyPathOfEverySmallTreeLeadsToItsRootAndToNoOther() {
    for (int size = 1; size <= 40; size++) {
      List<Hash> leaves = leaves(size);
      Hash root = MerkleTree.root(leaves);
      for (int index = 0; index < size; index++) {
        List<Hash> path = MerkleTree.path(leaves, index);
        assertThat(MerkleTree.rootOf(leaves.get(index), index, size, path)).isEqualTo(root);
        for (int other = 0; other < size; other++) {
          if (other != index) {
            assertThat(MerkleTree.rootOf(leaves.get(index), other, size, path)).isNotEqualTo(root);
          }
        }
      }
    }
  }

  @Test
  void pathOfAnotherLengthLeadsNowhere() {
    List<Hash> leaves = leaves(13);
    List<Hash> path = MerkleTree.path(leaves, 5);
    List<Hash> longer = new ArrayList<>(path);
    longer.add(leaves.getFirst());
    assertThat(MerkleTree.rootOf(leaves.get(5), 5, 13, longer)).isNull();
    assertThat(MerkleTree.rootOf(leaves.get(5), 5, 13, path.subList(0, path.size() - 1))).isNull();
    assertThat(MerkleTree.rootOf(leaves.get(5), 13, 13, path)).isNull();
    assertThat(MerkleTree.rootOf(leaves.get(5), -1, 13, path)).isNull();
  }

  @Test
  void nodeCannotBeShownAsALeaf() {
    List<Hash> leaves = leaves(2);
    byte[] node = new byte[64];
    System.arraycopy(leaves.get(0).bytes(), 0, node, 0, 32);
    System.arraycopy(leaves.get(1).bytes(), 0, node, 32, 32);
    assertThat(MerkleTree.leaf(node)).isNotEqualTo(MerkleTree.root(leaves));
  }

  @Test
  void leafThatIsNotThereHasNoPath() {
    assertThatIllegalArgumentException().isThrownBy(() -> MerkleTree.path(leaves(3), 3));
  }

  private static List<Hash> leaves(int size) {
    return IntStream.range(0, size).mapToObj(i -> MerkleTree.leaf(new byte[] {(byte) i})).toList();
  }
}
