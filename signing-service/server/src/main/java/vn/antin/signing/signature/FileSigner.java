package vn.antin.signing.signature;

import java.io.ByteArrayOutputStream;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.antin.signing.certificate.Credential;
import vn.antin.signing.engine.Completion;
import vn.antin.signing.engine.DocumentSource;
import vn.antin.signing.engine.Preparation;
import vn.antin.signing.engine.Signer;
import vn.antin.signing.engine.ades.AdesRequest;
import vn.antin.signing.engine.ades.AdesRequest.JadesForm;
import vn.antin.signing.engine.ades.AdesRequest.XadesPackaging;
import vn.antin.signing.engine.ades.AdesSigner;
import vn.antin.signing.engine.ades.Claims;
import vn.antin.signing.engine.ades.NamedDocument;
import vn.antin.signing.engine.pades.PadesRequest;
import vn.antin.signing.engine.pades.PadesSigner;
import vn.antin.signing.engine.revocation.ValidationMaterial;
import vn.antin.signing.problem.Problem;
import vn.antin.signing.token.SigningAlgorithm;

/**
 * Prepares and completes signatures of files that are small enough to be held, plain ones: nothing
 * is shown, no reason, no place. The value in between is its caller's matter. Thread-safe.
 */
public final class FileSigner {
  private static final Logger LOG = LoggerFactory.getLogger(FileSigner.class);

  /** Formats that name what they sign have no other name for it. */
  private static final String NAME = "document";

  private final PadesSigner pades;
  private final AdesSigner ades;
  private final Levels levels;

  FileSigner(PadesSigner pades, AdesSigner ades, Levels levels) {
    this.pades = pades;
    this.ades = ades;
    this.levels = levels;
  }

  public boolean offers(SignatureLevel level) {
    return levels.offers(level);
  }

  /**
   * Everything short of the key.
   *
   * @throws vn.antin.signing.problem.SigningException when the file cannot be signed so, or what
   *     the level needs cannot be had now
   */
  public ReadyFile prepare(
      Credential credential,
      FileContent content,
      FileForm form,
      SignatureLevel level,
      SigningAlgorithm algorithm) {
    var chain = DocumentSigner.chain(credential);
    levels.require(level, chain);
    var signer = new Signer(chain, algorithm);
    var document =
        switch (content) {
          case FileContent.Whole(var bytes) -> new NamedDocument(NAME, DocumentSource.of(bytes));
          case FileContent.Hashed(var hash) -> NamedDocument.hashed(NAME, algorithm.digest(), hash);
        };
    if (form == FileForm.PADES && content instanceof FileContent.Hashed) {
      throw Problem.INVALID_REQUEST.because("a PDF's signature stands in the PDF");
    }
    var preparation =
        form == FileForm.PADES
            ? pades.prepare(document.source(), PadesRequest.of(signer).withLevel(level.engine()))
            : ades.prepare(List.of(document), request(signer, form, level));
    return switch (preparation) {
      case Preparation.Prepared(var prepared) -> new ReadyFile(prepared, document, form, level);
      case Preparation.Refused(var reason, var detail) ->
          throw problem(form, reason).because(detail);
    };
  }

  private static AdesRequest request(Signer signer, FileForm form, SignatureLevel level) {
    var engine = level.engine();
    return switch (form) {
      case PADES -> throw new IllegalArgumentException("a PDF is not signed by this engine");
      case CADES_ATTACHED -> new AdesRequest.Cades(signer, engine, Claims.NONE, true, false);
      case CADES_DETACHED -> new AdesRequest.Cades(signer, engine, Claims.NONE, false, false);
      case XADES_ENVELOPED -> xades(signer, level, XadesPackaging.ENVELOPED);
      case XADES_ENVELOPING -> xades(signer, level, XadesPackaging.ENVELOPING);
      case XADES_DETACHED -> xades(signer, level, XadesPackaging.DETACHED);
      case JADES_ATTACHED ->
          new AdesRequest.Jades(signer, engine, Claims.NONE, JadesForm.JSON, false);
      case JADES_DETACHED ->
          new AdesRequest.Jades(signer, engine, Claims.NONE, JadesForm.DETACHED, false);
    };
  }

  private static AdesRequest xades(Signer signer, SignatureLevel level, XadesPackaging packaging) {
    return new AdesRequest.Xades(signer, level.engine(), Claims.NONE, packaging);
  }

  private static Problem problem(FileForm form, Preparation.Reason reason) {
    if (form == FileForm.PADES) {
      return DocumentSigner.problem(reason);
    }
    return switch (reason) {
      case WRONG_FORMAT -> Problem.FORMAT_UNKNOWN;
      case BROKEN, HOSTILE -> Problem.BROKEN_FILE;
      default -> DocumentSigner.problem(reason);
    };
  }

  /**
   * Writes the signed file. A value is not lost for a time-stamp or revocation data: what is
   * missing to the level is left out, and the answer says so.
   *
   * @param value that verifies with the credential's certificate over {@link ReadyFile#digest}
   * @throws vn.antin.signing.problem.SigningException OUTCOME_UNKNOWN when there is no signature to
   *     show although the key was used
   */
  public SignedFile complete(ReadyFile ready, byte[] value) {
    var level = ready.level();
    while (true) {
      var out = new ByteArrayOutputStream();
      switch (write(ready, level, value, out)) {
        case Completion.Completed _ -> {
          return new SignedFile(out.toByteArray(), ready.level(), level);
        }
        case Completion.Refused(var reason) -> {
          var lower =
              switch (reason) {
                case REVOCATION_UNAVAILABLE -> level.withoutRevocation();
                case TIME_STAMP_UNAVAILABLE -> SignatureLevel.B;
                case WRONG_SIGNATURE_VALUE, ALREADY_REDEEMED, CERTIFICATE_REVOKED -> level;
              };
          if (lower == level) {
            throw Problem.OUTCOME_UNKNOWN.because("the engine refused a value: " + reason);
          }
          LOG.warn("A signature of {} is given as {}: {}", ready.level(), lower, reason);
          level = lower;
        }
      }
    }
  }

  private Completion write(
      ReadyFile ready, SignatureLevel level, byte[] value, ByteArrayOutputStream out) {
    return ready.form() == FileForm.PADES
        ? pades.complete(ready.document().source(), ready.prepared(), level.engine(), value, out)
        : ades.complete(ready.documents(), ready.prepared(), level.engine(), value, out);
  }

  /** What a later check of this credential's certificate needs, as far as it can be had now. */
  public ValidationMaterial material(Credential credential) {
    return levels.material(DocumentSigner.chain(credential));
  }
}
