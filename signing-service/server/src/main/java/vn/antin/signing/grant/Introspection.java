package vn.antin.signing.grant;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import vn.antin.audit.AuditEvent;
import vn.antin.audit.AuditLog;
import vn.antin.signing.authserver.AuthServer;
import vn.antin.signing.authserver.AuthServerUnreachable;
import vn.antin.signing.bind.Confirmation;
import vn.antin.signing.bind.UnprovenSender;
import vn.antin.signing.certificate.CredentialId;
import vn.antin.signing.document.Sha256;
import vn.antin.signing.people.OfficialId;
import vn.antin.signing.problem.Problem;

/** Asks auth-server what a token approves, at every call: nothing of the answer is cached. */
public final class Introspection {
  public static final String TYPE = "urn:antin:rar:signature";
  private static final Logger LOG = LoggerFactory.getLogger(Introspection.class);

  private final AuthServer authServer;
  private final AuditLog audit;
  private final InstantSource time;
  private final Timer answered;
  private final Timer unanswered;

  Introspection(AuthServer authServer, AuditLog audit, InstantSource time, MeterRegistry meters) {
    this.authServer = authServer;
    this.audit = audit;
    this.time = time;
    this.answered = meters.timer("antin.introspection", "outcome", "answered");
    this.unanswered = meters.timer("antin.introspection", "outcome", "unanswered");
  }

  /**
   * The approval behind a token; empty when the token approves nothing (any more).
   *
   * @param ownership asks the sender for the ownership of a token that is bound so; nobody gets an
   *     approval from here without it
   * @throws vn.antin.signing.problem.SigningException APPROVAL_UNREACHABLE without an answer
   */
  public Optional<Approval> introspect(String token, Consumer<Confirmation> ownership) {
    var sample = Timer.start();
    JsonNode answer;
    try {
      answer = authServer.introspect(token);
    } catch (AuthServerUnreachable e) {
      sample.stop(unanswered);
      throw Problem.APPROVAL_UNREACHABLE.because(String.valueOf(e.getMessage()), e);
    }
    sample.stop(answered);
    if (!answer.path("active").asBoolean(false)) {
      return Optional.empty();
    }
    try {
      var approval = read(answer);
      var ends = Instant.ofEpochSecond(answer.path("exp").asLong(0));
      if (!time.instant().isBefore(ends)) {
        return Optional.empty();
      }
      ownership.accept(confirmation(answer));
      return Optional.of(approval);
    } catch (UnprovenSender e) {
      refused(answer, e);
      throw e;
    } catch (IllegalArgumentException e) {
      LOG.warn("An active token is no approval to sign: {}", e.getMessage());
      return Optional.empty();
    }
  }

  private static Confirmation confirmation(JsonNode answer) {
    var cnf = answer.path("cnf");
    var members = new HashMap<String, @Nullable String>();
    cnf.propertyStream()
        .forEach(each ->
            members.put(
                each.getKey(), each.getValue().isString() ? each.getValue().asString() : null));
    return Confirmation.of(cnf.isMissingNode() ? null : members);
  }

  /** Somebody has the token of an approval, and not its key. */
  private void refused(JsonNode answer, UnprovenSender fault) {
    audit.append(
        new AuditEvent(
            "grant.sender-refused",
            text(answer, "client_id"),
            text(answer, "grant_id"),
            Map.of("error", fault.error(), "description", fault.description()),
            Map.of()));
  }

  private Approval read(JsonNode answer) {
    expect(authServer.issuer().equals(text(answer, "iss")), "the issuer is another");
    expect(
        Arrays.asList(text(answer, "scope").split(" ")).contains("credential"),
        "the scope credential is missing");
    var details = answer.path("authorization_details");
    expect(
        details.isArray() && details.size() == 1, "exactly one authorization detail is expected");
    var detail = details.get(0);
    expect(TYPE.equals(text(detail, "type")), "the type of authorization is another");
    return detail.has("requestID") ? documents(answer, detail) : hashes(answer, detail);
  }

  private static ApprovedGrant documents(JsonNode answer, JsonNode detail) {
    var hashes = new ArrayList<Sha256>();
    for (var digest : detail.path("documentDigests")) {
      hashes.add(new Sha256(text(digest, "hash")));
    }
    return new ApprovedGrant(
        new GrantId(UUID.fromString(text(answer, "grant_id"))),
        new OfficialId(UUID.fromString(text(answer, "sub"))),
        new CredentialId(UUID.fromString(text(detail, "credentialID"))),
        new RequestId(UUID.fromString(text(detail, "requestID"))),
        text(detail, "hashType"),
        text(detail, "hashAlgorithmOID"),
        new Sha256(text(detail, "parametersDigest")),
        text(answer, "client_id"),
        Instant.ofEpochSecond(answer.path("exp").asLong(0)),
        hashes);
  }

  private static HashGrant hashes(JsonNode answer, JsonNode detail) {
    expect(!detail.has("parametersDigest"), "parameters are approved of no request");
    var hashes = new ArrayList<HashValue>();
    for (var digest : detail.path("documentDigests")) {
      hashes.add(new HashValue(text(digest, "hash")));
    }
    return new HashGrant(
        new GrantId(UUID.fromString(text(answer, "grant_id"))),
        new OfficialId(UUID.fromString(text(answer, "sub"))),
        new CredentialId(UUID.fromString(text(detail, "credentialID"))),
        text(detail, "hashType"),
        text(detail, "hashAlgorithmOID"),
        text(answer, "client_id"),
        Instant.ofEpochSecond(answer.path("exp").asLong(0)),
        hashes);
  }

  private static String text(JsonNode node, String member) {
    var value = node.path(member);
    expect(value.isString(), "the member " + member + " is missing");
    return value.asString();
  }

  private static void expect(boolean condition, String fault) {
    if (!condition) {
      throw new IllegalArgumentException(fault);
    }
  }
}
