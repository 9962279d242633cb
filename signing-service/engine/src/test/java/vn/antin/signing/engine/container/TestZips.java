package vn.antin.signing.engine.container;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Containers good and bad. */
public final class TestZips {

  private TestZips() {}

  public static byte[] of(Map<String, byte[]> entries) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        ZipEntry described = new ZipEntry(entry.getKey());
        if (entry.getKey().equals("mimetype")) {
          CRC32 crc = new CRC32();
          crc.update(entry.getValue());
          described.setMethod(ZipEntry.STORED);
          described.setSize(entry.getValue().length);
          described.setCrc(crc.getValue());
        }
        zip.putNextEntry(described);
        zip.write(entry.getValue());
        zip.closeEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  static byte[] of(String... names) {
    Map<String, byte[]> entries = new java.util.LinkedHashMap<>();
    for (String name : names) {
      entries.put(name, name.getBytes(StandardCharsets.UTF_8));
    }
    return of(entries);
  }

  /** Replaces every occurrence of some bytes by as many others. */
  static byte[] replaced(byte[] zip, String what, String with) {
    String text = new String(zip, StandardCharsets.ISO_8859_1);
    return text.replace(what, with).getBytes(StandardCharsets.ISO_8859_1);
  }
}
