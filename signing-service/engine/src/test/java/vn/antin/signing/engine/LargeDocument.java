package vn.antin.signing.engine;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import vn.antin.signing.engine.pades.PadesSigner;

/**
 * Signs a document of as many megabytes as asked for, which exists only as ranges that are asked
 * for; run in a JVM with a small heap. Prints the length of the result.
 */
final class LargeDocument implements DocumentSource {

  private static final String HEAD =
      """
      %PDF-1.7
      1 0 obj
      <</Type/Catalog/Pages 2 0 R>>
      endobj
      2 0 obj
      <</Type/Pages/Kids[3 0 R]/Count 1>>
      endobj
      3 0 obj
      <</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</XObject<</Scan 4 0 R>>>>>>
      endobj
      """;

  private final byte[] head;
  private final long filler;
  private final byte[] tail;

  LargeDocument(long megabytes) {
    this.filler = megabytes << 20;
    String stream = "4 0 obj\n<</Length " + filler + ">>\nstream\n";
    this.head = ascii(HEAD + stream);
    long end = head.length + filler;
    String after = "\nendstream\nendobj\n";
    StringBuilder table = new StringBuilder("xref\n0 5\n0000000000 65535 f \n");
    for (int i = 1; i <= 4; i++) {
      table.append("%010d 00000 n \n".formatted((HEAD + stream).indexOf(i + " 0 obj")));
    }
    table
        .append("trailer\n<</Size 5/Root 1 0 R>>\nstartxref\n")
        .append(end + after.length())
        .append("\n%%EOF\n");
    this.tail = ascii(after + table);
  }

  @Override
  public long length() {
    return head.length + filler + tail.length;
  }

  @Override
  public int read(long position, ByteBuffer buffer) {
    if (position >= length()) {
      return -1;
    }
    int count = (int) Math.min(buffer.remaining(), length() - position);
    for (long at = position; at < position + count; at++) {
      buffer.put(byteAt(at));
    }
    return count;
  }

  private byte byteAt(long at) {
    if (at < head.length) {
      return head[(int) at];
    }
    long afterHead = at - head.length;
    return afterHead < filler ? (byte) ((afterHead * 31) >> 3) : tail[(int) (afterHead - filler)];
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  public static void main(String[] arguments) throws IOException {
    DocumentSource document = new LargeDocument(Long.parseLong(arguments[0]));
    TestSigner official = TestSigner.ec(256);
    PadesSigner signer = new PadesSigner(InstantSource.fixed(TestSigner.NOW));
    if (!(signer.prepare(document, official.request())
        instanceof Preparation.Prepared(PreparedSignature prepared))) {
      throw new IllegalStateException("The document is refused");
    }
    System.gc(); // so that what is printed is what is held
    Runtime runtime = Runtime.getRuntime();
    long held = (runtime.totalMemory() - runtime.freeMemory()) >> 20;
    if (signer.complete(
            document,
            prepared,
            official.sign(prepared.bytesToSign()),
            OutputStream.nullOutputStream())
        instanceof Completion.Completed(long length, Hash _)) {
      System.out.println("signed " + length + " held " + held + " MB");
    }
  }
}
