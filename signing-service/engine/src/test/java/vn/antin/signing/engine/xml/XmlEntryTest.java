package vn.antin.signing.engine.xml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.antin.signing.engine.DocumentSource;

final class XmlEntryTest {

  private static final String DSIG = "xmlns:ds='http://www.w3.org/2000/09/xmldsig#'";

  private final XmlEntry entry = new XmlEntry(XmlLimits.DEFAULT);

  @Test
  void plainDocumentIsReadAsItIs() throws IOException {
    XmlReading reading = entry.read(source("<a xmlns='urn:x'><b id='1'/><b id='1'>Ấn</b></a>"));

    assertThat(reading).isInstanceOf(XmlReading.Read.class);
    assertThat(((XmlReading.Read) reading).document().getDocumentElement().getTextContent())
        .isEqualTo("Ấn");
    assertThat(entry.inspect(source("<a xmlns='urn:x'/>")))
        .isEqualTo(new XmlInspection.Sound("urn:x", "a", 0));
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "UTF-16", "UTF-16LE", "UTF-16BE"})
  void documentTypeIsRefusedInEveryEncoding(String encoding) throws IOException {
    String text =
        "<?xml version='1.0' encoding='" + encoding + "'?><!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>";

    assertThat(fault(text.getBytes(Charset.forName(encoding)))).isEqualTo(XmlFault.DOCUMENT_TYPE);
  }

  @Test
  void externalEntityIsNeitherReadNorAskedFor() throws IOException {
    assertThat(fault("<!DOCTYPE a SYSTEM 'file:///etc/hostname'><a/>"))
        .isEqualTo(XmlFault.DOCUMENT_TYPE);
    assertThat(fault("<!DOCTYPE a [<!ENTITY % x SYSTEM 'http://127.0.0.1:1/x'> %x;]><a/>"))
        .isEqualTo(XmlFault.DOCUMENT_TYPE);
    assertThat(fault("<a>&undeclared;</a>")).isIn(XmlFault.NOT_XML, XmlFault.DOCUMENT_TYPE);
  }

  @Test
  void billionLaughsEndAtTheDocumentType() throws IOException {
    StringBuilder bomb = new StringBuilder("<!DOCTYPE a [<!ENTITY e0 'ha'>");
    for (int i = 1; i < 40; i++) {
      bomb.append("<!ENTITY e%d '&e%d;&e%d;'>".formatted(i, i - 1, i - 1));
    }
    assertThat(fault(bomb.append("]><a>&e39;</a>").toString())).isEqualTo(XmlFault.DOCUMENT_TYPE);
  }

  @Test
  void depthBreadthAndSizeHaveEnds() throws IOException {
    assertThat(fault("<a>".repeat(91) + "</a>".repeat(91))).isEqualTo(XmlFault.TOO_DEEP);
    assertThat(fault("<a>" + "<b/>".repeat(250_000) + "</a>")).isEqualTo(XmlFault.TOO_MANY);
    assertThat(fault(" ".repeat((16 << 20) + 1))).isEqualTo(XmlFault.TOO_LARGE);
    StringBuilder many = new StringBuilder("<a");
    for (int i = 0; i < 160; i++) {
      many.append(" x").append(i).append("='1'");
    }
    assertThat(fault(many.append("/>").toString())).isIn(XmlFault.TOO_MANY, XmlFault.NOT_XML);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "%PDF-1.7", "<a>", "<a></b>", "<a b='1' b='2'/>", "<x:a/>", "<a/><b/>"})
  void whatIsNotWellFormedIsNotXml(String text) throws IOException {
    assertThat(fault(text)).isEqualTo(XmlFault.NOT_XML);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Id", "ID", "id", "xml:id"})
  void idThatASignatureRefersToIsUniqueInEverySpelling(String attribute) throws IOException {
    String twice =
        "<a %s><b Id='body'/><c %s='body'/><ds:Signature><ds:Reference URI=\"#body\"/></ds:Signature></a>";

    assertThat(fault(twice.formatted(DSIG, attribute))).isEqualTo(XmlFault.AMBIGUOUS_REFERENCE);
    assertThat(fault(twice.formatted(DSIG, attribute).replace("#body", "#xpointer(id('body'))")))
        .isEqualTo(XmlFault.AMBIGUOUS_REFERENCE);
    assertThat(entry.inspect(source(twice.formatted(DSIG, "name"))))
        .isEqualTo(new XmlInspection.Sound("", "a", 1));
  }

  @Test
  void transformsThatCostWithoutEndAreRefused() throws IOException {
    String signature =
        "<ds:Signature %s><ds:Transform Algorithm='%s'>%s</ds:Transform></ds:Signature>";
    assertThat(fault(signature.formatted(DSIG, "http://www.w3.org/TR/1999/REC-xslt-19991116", "")))
        .isEqualTo(XmlFault.FORBIDDEN_TRANSFORM);
    assertThat(fault(signature.formatted(DSIG, "x", "<ds:XPath>count(//. | //@*)</ds:XPath>")))
        .isEqualTo(XmlFault.FORBIDDEN_TRANSFORM);
    assertThat(
            entry.inspect(
                source(
                    signature.formatted(
                        DSIG, "x", "<ds:XPath>not(ancestor-or-self::ds:Signature)</ds:XPath>"))))
        .isInstanceOf(XmlInspection.Sound.class);
  }

  @Test
  void sourceThatFailsIsNotCalledBadXml() {
    DocumentSource failing =
        new DocumentSource() {
          @Override
          public long length() {
            return 1000;
          }

          @Override
          public int read(long position, ByteBuffer buffer) throws IOException {
            throw new IOException("the database is away");
          }
        };

    assertThatIOException().isThrownBy(() -> entry.inspect(failing)).withMessageContaining("away");
    assertThatIOException().isThrownBy(() -> entry.read(failing)).withMessageContaining("away");
  }

  private XmlFault fault(String text) throws IOException {
    return fault(text.getBytes(StandardCharsets.UTF_8));
  }

  private XmlFault fault(byte[] bytes) throws IOException {
    XmlReading reading = entry.read(DocumentSource.of(bytes));
    assertThat(reading).isInstanceOf(XmlReading.Refused.class);
    return ((XmlReading.Refused) reading).fault();
  }

  private static DocumentSource source(String text) {
    return DocumentSource.of(text.getBytes(StandardCharsets.UTF_8));
  }
}
