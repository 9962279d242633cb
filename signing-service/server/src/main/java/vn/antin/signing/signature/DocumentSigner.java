package vn.antin.signing.signature;

import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.antin.signing.certificate.Credential;
import vn.antin.signing.document.Document;
import vn.antin.signing.document.DocumentContent;
import vn.antin.signing.document.DocumentName;
import vn.antin.signing.document.Documents;
import vn.antin.signing.document.Sha256;
import vn.antin.signing.engine.Completion;
import vn.antin.signing.engine.Preparation;
import vn.antin.signing.engine.PreparedSignature;
import vn.antin.signing.engine.Signer;
import vn.antin.signing.engine.pades.PadesRequest;
import vn.antin.signing.engine.pades.PadesSigner;
import vn.antin.signing.key.Keys;
import vn.antin.signing.people.OfficialId;
import vn.antin.signing.problem.Problem;
import vn.antin.signing.token.KeyLabel;
import vn.antin.signing.token.SigningAlgorithm;
import vn.antin.signing.token.SigningOutcome;

/** Signs single documents. Thread-safe. */
public final class DocumentSigner {
  private static final Logger LOG = LoggerFactory.getLogger(DocumentSigner.class);

  private final Documents documents;
  private final Keys keys;
  private final PadesSigner engine;
  private final LookDrawing drawing;
  private final Levels levels;
  private final List<SigningCondition> conditions;
  private final InstantSource time;

  DocumentSigner(
      Documents documents,
      Keys keys,
      PadesSigner engine,
      LookDrawing drawing,
      Levels levels,
      List<SigningCondition> conditions,
      InstantSource time) {
    this.documents = documents;
    this.keys = keys;
    this.engine = engine;
    this.drawing = drawing;
    this.levels = levels;
    this.conditions = List.copyOf(conditions);
    this.time = time;
  }

  /**
   * What a person should look at before the document is signed so: text, pictures and fields that
   * would be covered.
   *
   * @throws vn.antin.signing.problem.SigningException APPEARANCE_REFUSED when it cannot be drawn
   */
  public List<LookWarning> warnings(Document document, SigningParameters parameters) {
    var look = parameters.look();
    if (look == null) {
      return List.of();
    }
    var content = content(document);
    try {
      return drawing.warnings(content, look, time.instant());
    } finally {
      content.release();
    }
  }

  /**
   * Everything short of the key: sees that what the level needs can be had, reads the stored file
   * once, refuses when its hash is not the approved one, lays out the signature.
   */
  public ReadySignature prepare(
      Documents.Opened opened,
      Sha256 approved,
      Credential credential,
      SigningParameters parameters) {
    var document = opened.document();
    var content = opened.content();
    conditions.forEach(each -> each.require(document, credential));
    var algorithm = algorithm(credential.certificate());
    var chain = chain(credential);
    levels.require(parameters.level(), chain);
    var request =
        PadesRequest.of(new Signer(chain, algorithm))
            .withLevel(parameters.level().engine())
            .withTexts(null, parameters.reason(), parameters.location())
            .showing(drawing.appearance(parameters.look(), time.instant()));
    return switch (engine.prepare(content, request)) {
      case Preparation.Refused(var reason, var detail) -> throw problem(reason).because(detail);
      case Preparation.Prepared(var prepared) -> {
        content.release();
        if (!prepared.documentDigest().base64().equals(approved.base64())) {
          throw Problem.HASH_NOT_APPROVED.because(
              "the stored file of document " + document.id() + " has another hash");
        }
        yield new ReadySignature(prepared, content, document, credential);
      }
    };
  }

  private DocumentContent content(Document document) {
    return documents
        .content(document.owner(), document.id())
        .orElseThrow(() -> Problem.NOT_FOUND.because("document " + document.id() + " is gone"));
  }

  /**
   * Uses the key, once. What was written is not visible until the caller keeps it.
   *
   * @param official who approved it: the only one whose own key is used
   */
  public SignatureOutcome sign(ReadySignature ready, OfficialId official) {
    var prepared = ready.prepared();
    var outcome =
        keys.sign(
            HeldKey.of(ready.credential(), official), ready.algorithm(), prepared.bytesToSign());
    return switch (outcome) {
      case SigningOutcome.Refused(var reason, var detail) ->
          new SignatureOutcome.NotSigned(reason + ": " + detail);
      case SigningOutcome.Unknown(var detail) -> new SignatureOutcome.Unknown(detail);
      case SigningOutcome.Signed(var value) -> write(ready, value.bytes());
    };
  }

  /**
   * What was prepared before, from its stored form.
   *
   * @param encoded {@link ReadySignature#encoded()} as the caller has kept it safe from changes
   */
  public ReadySignature restore(Document document, Credential credential, byte[] encoded) {
    return new ReadySignature(
        PreparedSignature.decode(encoded), content(document), document, credential);
  }

  /**
   * Writes the signed document with a value that was made elsewhere. What was written is not
   * visible until the caller keeps it.
   *
   * @return NotSigned when it can be tried again with the same value
   */
  public SignatureOutcome complete(ReadySignature ready, byte[] value) {
    return switch (written(ready, value, ready.level())) {
      case Written.Kept(var signed) -> signed;
      case Written.Refused(Completion.Refused refused) ->
          switch (refused.reason()) {
            case WRONG_SIGNATURE_VALUE, ALREADY_REDEEMED, CERTIFICATE_REVOKED ->
                new SignatureOutcome.Unknown("the engine refused the value: " + refused.reason());
            case TIME_STAMP_UNAVAILABLE, REVOCATION_UNAVAILABLE ->
                new SignatureOutcome.NotSigned(refused.reason().name());
          };
      case Written.Spoiled(var detail) -> new SignatureOutcome.Unknown(detail);
    };
  }

  /** A value of our own key is never lost: what is missing to the level is left out. */
  private SignatureOutcome write(ReadySignature ready, byte[] value) {
    var level = ready.level();
    var written = written(ready, value, level);
    while (level != SignatureLevel.B
        && written instanceof Written.Refused(Completion.Refused(var reason))
        && (reason == Completion.Reason.TIME_STAMP_UNAVAILABLE
            || reason == Completion.Reason.REVOCATION_UNAVAILABLE)) {
      level =
          reason == Completion.Reason.REVOCATION_UNAVAILABLE
              ? level.withoutRevocation()
              : SignatureLevel.B;
      LOG.warn("A signature of {} is kept as {}: {}", ready.level(), level, reason);
      written = written(ready, value, level);
    }
    return switch (written) {
      case Written.Kept(var signed) -> signed;
      case Written.Refused(var completion) -> {
        keys.forget(new KeyLabel(ready.credential().keyLabel())); // another's may be held for it
        yield new SignatureOutcome.Unknown("the engine refused the value: " + completion);
      }
      case Written.Spoiled(var detail) -> new SignatureOutcome.Unknown(detail);
    };
  }

  private sealed interface Written {
    record Kept(SignatureOutcome.Signed signed) implements Written {}

    record Refused(Completion.Refused completion) implements Written {}

    record Spoiled(String detail) implements Written {}
  }

  private Written written(ReadySignature ready, byte[] value, SignatureLevel level) {
    var source = ready.document();
    var writer =
        documents.write(source.owner(), DocumentName.signed(source.name()), Long.MAX_VALUE);
    var handedOver = false;
    try {
      return switch (engine.complete(
          ready.source(), ready.prepared(), level.engine(), value, writer)) {
        case Completion.Refused refused -> new Written.Refused(refused);
        case Completion.Completed(_, var hash) -> {
          if (!writer.complete().base64().equals(hash.base64())) {
            yield new Written.Spoiled("what was stored is not what was signed");
          }
          handedOver = true;
          yield new Written.Kept(
              new SignatureOutcome.Signed(
                  writer, new Sha256(hash.base64()), source.pages(), ready.level(), level));
        }
      };
    } finally {
      if (!handedOver) {
        writer.close();
      }
    }
  }

  static List<X509Certificate> chain(Credential credential) {
    var chain = new ArrayList<X509Certificate>();
    chain.add(credential.certificate());
    chain.addAll(credential.issuers());
    return chain;
  }

  /** What the credential's key does; not every token can do more (RSASSA-PSS). */
  private static SigningAlgorithm algorithm(X509Certificate certificate) {
    return SigningAlgorithm.usual(certificate.getPublicKey());
  }

  static Problem problem(Preparation.Reason reason) {
    return switch (reason) {
      case NOT_PDF, WRONG_FORMAT -> Problem.NOT_A_PDF;
      case ENCRYPTED -> Problem.ENCRYPTED_PDF;
      case BROKEN, HOSTILE -> Problem.BROKEN_PDF;
      case TOO_LARGE -> Problem.DOCUMENT_TOO_LARGE;
      case CHANGES_FORBIDDEN,
          NEW_FIELD_FORBIDDEN,
          NO_SUCH_FIELD,
          FIELD_LOCKED,
          SEED_VALUE,
          ALREADY_SIGNED,
          ALGORITHM_NOT_ALLOWED ->
          Problem.SIGNING_FORBIDDEN;
      case LEVEL_NOT_OFFERED -> Problem.LEVEL_NOT_OFFERED;
      case APPEARANCE -> Problem.APPEARANCE_REFUSED;
    };
  }
}
