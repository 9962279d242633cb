package vn.antin.signing.engine.validation.coverage;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.bouncycastle.asn1.ASN1InputStream;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.CMSTypedData;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import vn.antin.signing.engine.Hash;
import vn.antin.signing.engine.pdf.Opening;
import vn.antin.signing.engine.pdf.PdfFile;
import vn.antin.signing.engine.pdf.PdfSignature;
import vn.antin.signing.engine.pdf.PdfSignatureField;
import vn.antin.signing.engine.pdf.object.BrokenPdf;
import vn.antin.signing.engine.pdf.object.PdfString;

/**
 * What a signing program that is not ours made of a PDF that was handed to it: exactly one more
 * signature, of the expected certificate, over all of the file, behind the unchanged bytes that
 * were handed out, and nothing else that a reader could notice. Whether the certificate is trusted
 * is not asked here. Stateless.
 */
public final class ForeignSignature {

  /** What was found. */
  public sealed interface Result {

    /**
     * Such a signature.
     *
     * @param field its name
     * @param value what the key made
     * @param signed what the key signed: DER encoded signed attributes (RFC 5652 section 5.4)
     * @param algorithm of the value, as an OID
     */
    @SuppressWarnings("ArrayRecordComponent") // read once and never compared
    record Sound(String field, byte[] value, byte[] signed, String algorithm, int pages)
        implements Result {}

    record Refused(Reason reason, String detail) implements Result {}
  }

  /** What speaks against a file. */
  public enum Reason {
    /** It does not begin with what was handed out. */
    OTHER_DOCUMENT,
    BROKEN,
    UNSIGNED,
    SEVERAL_SIGNATURES,
    OTHER_CERTIFICATE,
    /** The value does not hold, or not over all of the file. */
    WRONG_VALUE,
    /** More came than the signature. */
    CHANGED
  }

  private static final Set<ASN1ObjectIdentifier> DIGESTS =
      Set.of(
          NISTObjectIdentifiers.id_sha256,
          NISTObjectIdentifiers.id_sha384,
          NISTObjectIdentifiers.id_sha512);
  private static final Set<String> FORMS = Set.of("ETSI.CAdES.detached", "adbe.pkcs7.detached");

  private final byte[] file;
  private final X509Certificate signer;

  private ForeignSignature(byte[] file, X509Certificate signer) {
    this.file = file;
    this.signer = signer;
  }

  /**
   * Judges a file.
   *
   * @param length of what was handed out
   * @param sha256 of what was handed out
   */
  public static Result judge(byte[] file, int length, byte[] sha256, X509Certificate signer) {
    if (file.length < length || !MessageDigest.isEqual(sha256, digest(file, length))) {
      return new Result.Refused(Reason.OTHER_DOCUMENT, "does not begin with the document");
    }
    try {
      return new ForeignSignature(file, signer).judge(length);
    } catch (BrokenPdf e) {
      return new Result.Refused(Reason.BROKEN, e.detail());
    } catch (IOException | CMSException | OperatorCreationException | RuntimeException e) {
      // BouncyCastle meets what is not well formed with exceptions of all kinds
      return new Result.Refused(Reason.WRONG_VALUE, e.toString());
    } catch (StackOverflowError e) {
      return new Result.Refused(Reason.BROKEN, "nested too deep");
    }
  }

  private static byte[] digest(byte[] file, int length) {
    MessageDigest digest = Hash.digest("SHA-256");
    digest.update(file, 0, length);
    return digest.digest();
  }

  private Result judge(int length) throws IOException, CMSException, OperatorCreationException {
    if (!(PdfFile.open(new Prefix(file, length)) instanceof Opening.Opened(PdfFile before))
        || !(PdfFile.open(new Prefix(file, file.length)) instanceof Opening.Opened(PdfFile after))
        || (after.repaired().isPresent() && before.repaired().isEmpty())) {
      return new Result.Refused(Reason.BROKEN, "cannot be read as a PDF");
    }
    Map<String, PdfSignatureField> added = signed(after);
    added.keySet().removeAll(signed(before).keySet());
    if (added.size() != 1) {
      return added.isEmpty()
          ? new Result.Refused(Reason.UNSIGNED, "no new signature")
          : new Result.Refused(Reason.SEVERAL_SIGNATURES, added.size() + " new signatures");
    }
    PdfSignatureField field = added.values().iterator().next();
    PdfSignature signature = field.signature().orElseThrow();
    if (!FORMS.contains(signature.subFilter()) || !coversAll(signature, length)) {
      return new Result.Refused(Reason.WRONG_VALUE, "does not cover the whole file");
    }
    Result checked = check(field.name(), signature, after);
    if (checked instanceof Result.Sound) {
      String more = more(field.name(), before, after);
      return more.isEmpty() ? checked : new Result.Refused(Reason.CHANGED, more);
    }
    return checked;
  }

  private static Map<String, PdfSignatureField> signed(PdfFile pdf) {
    return pdf.signatureFields().stream()
        .filter(field -> field.signature().isPresent())
        .collect(Collectors.toMap(PdfSignatureField::name, Function.identity(), (a, _) -> a));
  }

  /** All but the value, which stands in the gap as the string that the dictionary holds. */
  private boolean coversAll(PdfSignature signature, int length) {
    if (!signature.coversAllOf(file.length)
        || signature.byteRange().get(1) < length
        || !(signature.dictionary().get("Contents") instanceof PdfString contents)) {
      return false;
    }
    int from = Math.toIntExact(signature.byteRange().get(1));
    int to = Math.toIntExact(signature.byteRange().get(2));
    if (to - from < 2 || file[from] != '<' || file[to - 1] != '>') {
      return false;
    }
    String gap = new String(file, from + 1, to - from - 2, StandardCharsets.US_ASCII);
    return MessageDigest.isEqual(HexFormat.of().parseHex(gap), contents.bytes());
  }

  private Result check(String field, PdfSignature signature, PdfFile after)
      throws IOException, CMSException, OperatorCreationException {
    if (!(signature.dictionary().get("Contents") instanceof PdfString contents)) {
      return new Result.Refused(Reason.WRONG_VALUE, "no value");
    }
    CMSSignedData cms = read(contents.bytes(), signature);
    List<SignerInformation> signers = List.copyOf(cms.getSignerInfos().getSigners());
    if (signers.size() != 1 || !cms.isDetachedSignature()) {
      return new Result.Refused(Reason.SEVERAL_SIGNATURES, signers.size() + " signers");
    }
    SignerInformation one = signers.getFirst();
    if (!one.getSID().match(holder())) {
      return new Result.Refused(Reason.OTHER_CERTIFICATE, "signed with another certificate");
    }
    byte[] signed = one.getEncodedSignedAttributes();
    if (signed == null
        || !DIGESTS.contains(one.getDigestAlgorithmID().getAlgorithm())
        || !one.verify(new JcaSimpleSignerInfoVerifierBuilder().build(signer.getPublicKey()))) {
      return new Result.Refused(Reason.WRONG_VALUE, "the value does not hold");
    }
    return new Result.Sound(
        field, one.getSignature(), signed, one.getEncryptionAlgOID(), after.pageCount());
  }

  private JcaX509CertificateHolder holder() {
    try {
      return new JcaX509CertificateHolder(signer);
    } catch (CertificateEncodingException e) {
      throw new IllegalArgumentException("A certificate has an encoding", e);
    }
  }

  /** What follows the value are the zeros of the room that was kept for it. */
  private CMSSignedData read(byte[] padded, PdfSignature signature)
      throws IOException, CMSException {
    try (ASN1InputStream in = new ASN1InputStream(new ByteArrayInputStream(padded), true)) {
      ContentInfo content = ContentInfo.getInstance(in.readObject());
      for (int rest = in.read(); rest >= 0; rest = in.read()) {
        if (rest != 0) {
          throw new IOException("something follows the value");
        }
      }
      return new CMSSignedData(new Covered(file, signature.byteRange()), content);
    }
  }

  /** What came beside the signature; empty for nothing that matters. */
  private static String more(String field, PdfFile before, PdfFile after) {
    LaterSignatures.Listed listed =
        new LaterSignatures.Listed(Set.of(field), Set.of(), Set.of(field));
    List<Addition> added = new PdfComparison(before, after, listed).additions();
    return added.stream()
        .filter(addition -> !harmless(addition, field))
        .map(addition -> addition.kind() + " " + addition.what())
        .collect(Collectors.joining(", "));
  }

  /** A certification (Perms) is allowed after nothing, but would bind those who sign later. */
  private static boolean harmless(Addition addition, String field) {
    return addition.allowed()
        && switch (addition.kind()) {
          case SIGNATURE -> addition.what().equals(field);
          case METADATA, VALIDATION_DATA -> true;
          case CATALOG -> !addition.what().equals("Perms");
          default -> false;
        };
  }

  /** The two parts of the file that are signed. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Covered(byte[] file, List<Long> ranges) implements CMSTypedData {
    @Override
    public ASN1ObjectIdentifier getContentType() {
      return PKCSObjectIdentifiers.data;
    }

    @Override
    public void write(OutputStream out) throws IOException {
      for (int i = 0; i < ranges.size(); i += 2) {
        out.write(file, Math.toIntExact(ranges.get(i)), Math.toIntExact(ranges.get(i + 1)));
      }
    }

    @Override
    public Object getContent() {
      return file;
    }
  }
}
