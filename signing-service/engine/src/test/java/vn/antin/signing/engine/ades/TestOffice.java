package vn.antin.signing.engine.ades;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import vn.antin.signing.engine.container.TestZips;

/** OpenDocument files as small as they get. */
public final class TestOffice {

  private TestOffice() {}

  public static byte[] openDocument(String kind) {
    String type = "application/vnd.oasis.opendocument." + kind;
    Map<String, byte[]> parts = new LinkedHashMap<>();
    parts.put("mimetype", bytes(type));
    parts.put(
        "content.xml",
        bytes(
            "<office:document-content"
                + " xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\""
                + " xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\""
                + " office:version=\"1.3\"><office:body><office:text><text:p>Quyết định</text:p>"
                + "</office:text></office:body></office:document-content>"));
    parts.put(
        "styles.xml",
        bytes(
            "<office:document-styles"
                + " xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\""
                + " office:version=\"1.3\"/>"));
    parts.put(
        "META-INF/manifest.xml",
        bytes(
            "<manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\""
                + " manifest:version=\"1.3\"><manifest:file-entry manifest:full-path=\"/\""
                + " manifest:version=\"1.3\" manifest:media-type=\""
                + type
                + "\"/><manifest:file-entry manifest:full-path=\"content.xml\""
                + " manifest:media-type=\"text/xml\"/><manifest:file-entry"
                + " manifest:full-path=\"styles.xml\" manifest:media-type=\"text/xml\"/>"
                + "</manifest:manifest>"));
    return TestZips.of(parts);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
