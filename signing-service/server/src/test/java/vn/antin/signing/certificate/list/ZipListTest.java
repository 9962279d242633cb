package vn.antin.signing.certificate.list;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import vn.antin.signing.problem.Problem;
import vn.antin.signing.problem.SigningException;

final class ZipListTest {
  private static final int ROWS = 5;
  private static final long BYTES = 1_000_000;

  private static byte[] zip(Map<String, byte[]> files) throws IOException {
    var archive = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(archive)) {
      for (var file : files.entrySet()) {
        zip.putNextEntry(new ZipEntry(file.getKey()));
        zip.write(file.getValue());
      }
    }
    return archive.toByteArray();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static List<ListedCertificate> read(byte[] archive) {
    var lines = new ArrayList<ListedCertificate>();
    ZipList.read(archive, ROWS, BYTES, lines::add);
    return lines;
  }

  private static String refusal(byte[] archive) {
    try {
      read(archive);
      return "";
    } catch (SigningException e) {
      assertThat(e.problem()).isEqualTo(Problem.LIST_REFUSED);
      return String.valueOf(e.facts().get("reason"));
    }
  }

  @Test
  void theTableNamesTheFilesBesideIt() throws IOException {
    var der = new byte[] {0x30, 0x03, 0x02, 0x01, (byte) 0x80};
    var lines =
        read(
            zip(
                Map.of(
                    "ds/danh sách.csv",
                    bytes(
                        "Tên đăng nhập;Tên tệp\nan;AN.cer\nbinh;ds\\certs\\binh.pem\ncuong;no.cer"),
                    "ds/certs/an.cer",
                    der,
                    "ds/certs/binh.pem",
                    bytes("-----BEGIN CERTIFICATE-----\nMIIB"),
                    "../../etc/passwd",
                    bytes("root"))));

    assertThat(lines)
        .containsExactly(
            new ListedCertificate(2, "an", "", Base64.getEncoder().encodeToString(der), null),
            new ListedCertificate(3, "binh", "", "-----BEGIN CERTIFICATE-----\nMIIB", null),
            new ListedCertificate(4, "cuong", "", "", ListedCertificate.Fault.CERTIFICATE_MISSING));
  }

  @Test
  void whatIsNoArchiveOfAListIsRefused() throws IOException {
    var table = bytes("username,file\nan,an.cer\n");
    assertThat(refusal(bytes("no archive"))).isEqualTo("table-missing");
    assertThat(refusal(zip(Map.of("a.txt", table)))).isEqualTo("table-missing");
    assertThat(refusal(zip(Map.of("a.csv", table, "b.csv", table)))).isEqualTo("table-twice");
    assertThat(refusal(zip(Map.of("a.csv", table, "a/x.cer", table, "b/X.cer", table))))
        .isEqualTo("file-twice");
    var whole = zip(Map.of("a.csv", table));
    whole[whole.length / 4] ^= 0x55;
    assertThat(refusal(whole)).isNotEmpty();
  }

  @Test
  void aFileMayServeOneLineOnlySoThatASmallArchiveStaysAShortList() throws IOException {
    var table = bytes("username,file\nan,an.cer\nbinh,AN.CER\n");

    assertThat(refusal(zip(Map.of("a.csv", table, "an.cer", new byte[100_000]))))
        .isEqualTo("file-named-twice");
    assertThat(read(zip(Map.of("a.csv", table)))).hasSize(2);
  }

  @Test
  void anArchiveThatUnpacksToTooMuchIsRefused() throws IOException {
    assertThat(refusal(zip(Map.of("bomb.cer", new byte[50_000_000])))).isEqualTo("too-much");
    var many = new LinkedHashMap<String, byte[]>();
    for (var i = 0; i < ROWS + 3; i++) {
      many.put(i + ".cer", new byte[1]);
    }
    assertThat(refusal(zip(many))).isEqualTo("too-much");
  }

  @Test
  void aFileThatIsTooLongForCertificatesIsNone() throws IOException {
    var lines =
        read(
            zip(Map.of("a.csv", bytes("username,file\nan,an.cer\n"), "an.cer", new byte[200_000])));

    assertThat(lines.getFirst().certificates()).isEqualTo("-");
  }
}
