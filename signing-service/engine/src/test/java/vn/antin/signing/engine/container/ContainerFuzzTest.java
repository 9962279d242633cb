package vn.antin.signing.engine.container;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import vn.antin.signing.engine.DocumentSource;

/**
 * Foreign bytes end in a verdict; what is opened says the same to a reader that never looks at the
 * directory. The corpus runs in every build; {@code JAZZER_FUZZ=1} with {@code
 * -Dtest=ContainerFuzzTest} looks for more.
 */
final class ContainerFuzzTest {

  private static final ContainerLimits LIMITS = new ContainerLimits(1 << 20, 100, 4 << 20, 200);

  @FuzzTest
  void containerEndsInAVerdict(byte[] bytes) throws IOException {
    ContainerOpening opening = Container.open(DocumentSource.of(bytes), LIMITS);
    if (!(opening instanceof ContainerOpening.Opened(Container container))) {
      return;
    }
    try (ZipInputStream inARow = new ZipInputStream(new ByteArrayInputStream(bytes))) {
      for (ContainerEntry entry : container.entries()) {
        ZipEntry seen = inARow.getNextEntry();
        assertThat(seen).isNotNull();
        assertThat(seen.getName()).isEqualTo(entry.name());
        assertThat(inARow.readAllBytes()).isEqualTo(container.bytes(entry, 4 << 20));
      }
    }
  }
}
