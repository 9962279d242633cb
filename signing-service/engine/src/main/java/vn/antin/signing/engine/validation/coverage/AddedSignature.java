package vn.antin.signing.engine.validation.coverage;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.Provider;
import java.security.cert.X509Certificate;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.bouncycastle.asn1.ASN1InputStream;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessable;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.jspecify.annotations.Nullable;
import vn.antin.signing.engine.DocumentSource;
import vn.antin.signing.engine.Hash;
import vn.antin.signing.engine.SourceReads;
import vn.antin.signing.engine.cms.CmsReading;
import vn.antin.signing.engine.pdf.Opening;
import vn.antin.signing.engine.pdf.PdfFile;
import vn.antin.signing.engine.pdf.PdfSignature;
import vn.antin.signing.engine.pdf.PdfSignatureField;
import vn.antin.signing.engine.pdf.object.BrokenPdf;
import vn.antin.signing.engine.pdf.object.PdfString;

/**
 * Whether a PDF is another one, byte for byte, with one signature of a certain certificate at its
 * end and nothing else. Says nothing of trust or revocation. Reads within our own reader's limits.
 */
public final class AddedSignature {
  /** What was found. */
  public sealed interface Finding {
    /** It is so. */
    record Proven(boolean timeStamped) implements Finding {}

    /** It is not; the detail is for the operator. */
    record Unproven(String detail) implements Finding {}
  }

  /** The first bytes of a document. */
  private record Beginning(DocumentSource source, long length) implements DocumentSource {
    @Override
    public int read(long position, ByteBuffer buffer) throws IOException {
      if (position >= length) {
        return -1;
      }
      int limit = buffer.limit();
      buffer.limit((int) Math.min(limit, buffer.position() + length - position));
      try {
        return source.read(position, buffer);
      } finally {
        buffer.limit(limit);
      }
    }
  }

  /** What may follow a signature, but is no part of making one. */
  private static final Set<Addition.Kind> BESIDE_IT =
      EnumSet.of(Addition.Kind.FORM_VALUE, Addition.Kind.FIELD);

  private static final int BLOCK = 64 * 1024;
  private static final Provider PROVIDER = new BouncyCastleProvider();

  private AddedSignature() {}

  /**
   * Looks at a file.
   *
   * @param length of the document that it should begin with
   * @param sha256 hash of that document
   * @param signer whose signature was added
   */
  public static Finding of(
      DocumentSource file, long length, byte[] sha256, X509Certificate signer) {
    if (SourceReads.length(file) <= length
        || !MessageDigest.isEqual(sha256, digest(file, length))) {
      return new Finding.Unproven("it does not begin with the document");
    }
    try {
      PdfFile after = open(file);
      PdfFile before = open(new Beginning(file, length));
      return after == null || before == null
          ? new Finding.Unproven("it is no PDF that can be read")
          : compare(before, after, length, signer);
    } catch (BrokenPdf e) {
      return new Finding.Unproven(e.detail());
    }
  }

  private static @Nullable PdfFile open(DocumentSource source) {
    return switch (PdfFile.open(source)) {
      case Opening.Opened(PdfFile file) -> file;
      case Opening.Refused _ -> null;
    };
  }

  private static byte[] digest(DocumentSource file, long length) {
    MessageDigest digest = Hash.digest("SHA-256");
    range(file, 0, length, (bytes, count) -> digest.update(bytes, 0, count));
    return digest.digest();
  }

  private static Finding compare(
      PdfFile before, PdfFile after, long length, X509Certificate signer) {
    Set<String> earlier =
        signed(before).stream().map(PdfSignatureField::name).collect(Collectors.toSet());
    List<PdfSignatureField> added =
        signed(after).stream().filter(field -> !earlier.contains(field.name())).toList();
    if (added.size() != 1) {
      return new Finding.Unproven(added.size() + " signatures were added");
    }
    String name = added.getFirst().name();
    PdfSignature signature = added.getFirst().signature().orElseThrow();
    byte[] contents =
        after.resolve(signature.dictionary().get("Contents")) instanceof PdfString string
            ? string.bytes()
            : new byte[0];
    if (!signature.coversAllOf(after.length())
        || signature.byteRange().get(1) < length
        || signature.byteRange().get(2) - signature.byteRange().get(1)
            != 2L * contents.length + 2) {
      return new Finding.Unproven("the signature does not cover the whole file");
    }
    if (!holds(after.source(), signature.byteRange(), contents, signer)) {
      return new Finding.Unproven("it is no signature by the certificate over these bytes");
    }
    List<Addition> others =
        new PdfComparison(
                before, after, new LaterSignatures.Listed(Set.of(name), Set.of(), Set.of(name)))
            .additions().stream()
                .filter(each -> !each.allowed() || BESIDE_IT.contains(each.kind()))
                .toList();
    return others.isEmpty()
        ? new Finding.Proven(CmsReading.of(contents).map(CmsReading::timeStamped).orElse(false))
        : new Finding.Unproven("beside the signature there is " + others);
  }

  private static List<PdfSignatureField> signed(PdfFile file) {
    return file.signatureFields().stream().filter(field -> field.signature().isPresent()).toList();
  }

  private static boolean holds(
      DocumentSource file, List<Long> range, byte[] contents, X509Certificate certificate) {
    CMSProcessable content =
        new CMSProcessable() {
          @Override
          public void write(OutputStream out) throws IOException {
            Sink sink = (bytes, count) -> out.write(bytes, 0, count);
            for (int i = 0; i < range.size(); i += 2) {
              range(file, range.get(i), range.get(i + 1), sink);
            }
          }

          @Override
          public Object getContent() {
            return file;
          }
        };
    try (ASN1InputStream in = new ASN1InputStream(new ByteArrayInputStream(contents), true)) {
      CMSSignedData data = new CMSSignedData(content, ContentInfo.getInstance(in.readObject()));
      List<SignerInformation> signers = List.copyOf(data.getSignerInfos().getSigners());
      return signers.size() == 1
          && signers
              .getFirst()
              .verify(
                  new JcaSimpleSignerInfoVerifierBuilder()
                      .setProvider(PROVIDER)
                      .build(certificate));
    } catch (IOException
        | CMSException
        | OperatorCreationException
        | IllegalArgumentException
        | IllegalStateException
        | NullPointerException
        | IndexOutOfBoundsException
        | ArithmeticException
        | ClassCastException
        | StackOverflowError e) {
      return false; // BouncyCastle throws all of these for what is not well formed
    }
  }

  private interface Sink {
    void take(byte[] bytes, int count) throws IOException;
  }

  private static void range(DocumentSource file, long from, long length, Sink sink) {
    try {
      for (long at = from; at < from + length; ) {
        byte[] block = SourceReads.all(file, at, (int) Math.min(BLOCK, from + length - at));
        sink.take(block, block.length);
        at += block.length;
      }
    } catch (IOException e) {
      throw new IllegalStateException("what was read could not be taken", e);
    }
  }
}
