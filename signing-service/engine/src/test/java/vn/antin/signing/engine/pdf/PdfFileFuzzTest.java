package vn.antin.signing.engine.pdf;

import com.code_intelligence.jazzer.junit.FuzzTest;

/**
 * Foreign bytes end in a verdict, and what is opened can be continued. The corpus runs in every
 * build; {@code JAZZER_FUZZ=1} with {@code -Dtest=PdfFileFuzzTest} looks for more.
 */
final class PdfFileFuzzTest {

  @FuzzTest
  void anyBytesAreReadToAVerdict(byte[] bytes) {
    PdfWalk.through(bytes);
  }
}
