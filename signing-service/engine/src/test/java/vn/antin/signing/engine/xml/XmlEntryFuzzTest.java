package vn.antin.signing.engine.xml;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import vn.antin.signing.engine.DocumentSource;

/**
 * Foreign bytes end in a verdict, and what is found sound can be parsed. The corpus runs in every
 * build; {@code JAZZER_FUZZ=1} with {@code -Dtest=XmlEntryFuzzTest} looks for more.
 */
final class XmlEntryFuzzTest {

  private final XmlEntry entry = new XmlEntry(XmlLimits.DEFAULT);

  @FuzzTest
  void xmlEndsInAVerdict(byte[] bytes) throws IOException {
    DocumentSource source = DocumentSource.of(bytes);
    XmlInspection inspection = entry.inspect(source);
    XmlReading reading = entry.read(source);
    if (inspection instanceof XmlInspection.Refused) {
      assertThat(reading).isInstanceOf(XmlReading.Refused.class);
    }
    if (reading instanceof XmlReading.Read(org.w3c.dom.Document document)) {
      assertThat(document.getDoctype()).isNull();
    }
  }
}
