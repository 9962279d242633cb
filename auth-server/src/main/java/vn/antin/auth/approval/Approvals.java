package vn.antin.auth.approval;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import vn.antin.audit.AuditEvent;
import vn.antin.audit.AuditLog;
import vn.antin.auth.approval.asked.ClientAnswer;
import vn.antin.auth.approval.asked.HashValue;
import vn.antin.auth.approval.asked.SignatureDetails;
import vn.antin.auth.approval.asked.Source;
import vn.antin.auth.approval.asked.Wish;
import vn.antin.auth.approval.asked.WishReader;
import vn.antin.auth.approval.confirmation.Confirmation;
import vn.antin.auth.oauth2.ApprovalDemand;
import vn.antin.auth.oauth2.ApprovalGate;
import vn.antin.auth.oauth2.QuestionAnswers;
import vn.antin.auth.oauth2.Ruling;

/**
 * Decides what an authorization request that asks for a signature does next, and records what the
 * official said. Thread-safe; every effect is in one transaction with its check.
 */
@Service
class Approvals implements ApprovalGate {
  private static final int MOST_LOGGED = 100;

  private final ApprovalRepository approvals;
  private final GrantRepository grants;
  private final WishReader wishes;
  private final QuestionAnswers questions;
  private final ApprovalProperties lifetimes;
  private final AuditLog audit;
  private final InstantSource clock;
  private final MeterRegistry meters;

  Approvals(
      ApprovalRepository approvals,
      GrantRepository grants,
      WishReader wishes,
      QuestionAnswers questions,
      ApprovalProperties lifetimes,
      AuditLog audit,
      InstantSource clock,
      MeterRegistry meters) {
    this.approvals = approvals;
    this.grants = grants;
    this.wishes = wishes;
    this.questions = questions;
    this.lifetimes = lifetimes;
    this.audit = audit;
    this.clock = clock;
    this.meters = meters;
  }

  @Override
  @Transactional
  public Ruling rule(ApprovalDemand demand) {
    if (wishes.read(demand.asked()) instanceof WishReader.Reading.Refused refused) {
      return new Ruling.Invalid(refused.reason());
    }
    Instant now = clock.instant();
    return approvals
        .consume(demand, now, now.minus(lifetimes.decisionLifetime()))
        .map(this::decided)
        .orElseGet(() ->
            new Ruling.Ask(
                "/approval?id="
                    + approvals.ask(demand, now, now.plus(lifetimes.questionLifetime()))));
  }

  @Override
  public Optional<String> fault(String asked) {
    return wishes.read(asked) instanceof WishReader.Reading.Refused(String reason)
        ? Optional.of(reason)
        : Optional.empty();
  }

  private Ruling decided(ApprovalRepository.Consumed consumed) {
    return switch (consumed.decision()) {
      case APPROVED -> grants.approved(consumed.approvalId());
      case DENIED -> new Ruling.Denied();
    };
  }

  /** Removes the questions that nobody answered. */
  @Scheduled(initialDelayString = "2m", fixedDelayString = "10m")
  void forgetUnanswered() {
    approvals.forgetUnanswered(clock.instant());
  }

  /** Records refusal; false when the question was no longer open. */
  @Transactional
  boolean deny(Approval approval) {
    if (!decided(approval, Decision.DENIED, clock.instant())) {
      return false;
    }
    audit.append(event("approval.denied", approval, Map.of()));
    count("denied", "none");
    return true;
  }

  /**
   * Of a question in the inbox, which several sessions may have open, the first answer counts: the
   * question's row decides, and is changed first.
   */
  private boolean decided(Approval approval, Decision decision, Instant now) {
    boolean first =
        approval.question() == null
            || questions.answer(
                approval.question(), approval.session(), decision == Decision.APPROVED);
    if (!first) {
      return false;
    }
    boolean decided = approvals.decide(approval.id(), approval.session(), decision, now);
    if (!decided && approval.question() != null) {
      throw new IllegalStateException("the question was open, its approval is not");
    }
    return decided;
  }

  /**
   * Records agreement with its grant and evidence; false when the question was not open. The caller
   * has checked the confirmation.
   */
  @Transactional
  boolean approve(
      Approval approval, SignatureDetails details, GrantDraft draft, Confirmation confirmation) {
    Instant now = clock.instant();
    if (!decided(approval, Decision.APPROVED, now)) {
      return false;
    }
    Evidence evidence = Evidence.of(approval, details, draft, confirmation);
    grants.insert(
        approval, draft.grant(approval, details), answer(approval, details), evidence, now);
    var facts = new TreeMap<>(confirmation.facts());
    facts.put("grant", draft.id().toString());
    facts.put("credential", details.credentialId().toString());
    facts.putAll(facts(details));
    facts.put("challenge", evidence.challenge().base64());
    audit.append(event("approval.approved", approval, facts));
    count("approved", confirmation.method());
    return true;
  }

  /** A long list stands whole in the evidence, which the challenge commits to. */
  private static Map<String, String> facts(SignatureDetails details) {
    var facts = new TreeMap<String, String>();
    Source source = details.source();
    if (source != null) {
      facts.put("request", source.requestId().toString());
      facts.put("parameters", source.parametersDigest().base64());
    }
    facts.put("hashType", details.hashes().type().name());
    facts.put("count", Integer.toString(details.hashes().size()));
    facts.put("list", details.hashes().fingerprint().base64());
    if (details.hashes().size() <= MOST_LOGGED) {
      facts.put(
          "hashes",
          String.join(",", details.hashes().values().stream().map(HashValue::base64).toList()));
    }
    return facts;
  }

  private @Nullable String answer(Approval approval, SignatureDetails details) {
    return ClientAnswer.of(wish(approval), approval.detailsJson(), details.credentialId());
  }

  /** What was asked, as it was understood when the question was. */
  Wish wish(Approval approval) {
    return switch (wishes.read(approval.detailsJson())) {
      case WishReader.Reading.Accepted(Wish wish) -> wish;
      case WishReader.Reading.Refused(String reason) ->
          throw new IllegalStateException("was understood when the question was asked: " + reason);
    };
  }

  /** A draft of the grant that agreement now would make. */
  GrantDraft draft() {
    return GrantDraft.until(clock.instant().plus(lifetimes.grantLifetime()));
  }

  /** Takes note of an answer by passkey that did not count. */
  @Transactional
  void unconfirmed(Approval approval, String reason) {
    audit.append(event("approval.unconfirmed", approval, Map.of("reason", reason)));
    count("unconfirmed", "passkey");
  }

  private void count(String outcome, String method) {
    meters.counter("antin.approvals", "outcome", outcome, "method", method).increment();
  }

  private static AuditEvent event(String type, Approval approval, Map<String, String> facts) {
    var all = new TreeMap<>(facts);
    all.put("approval", approval.id().toString());
    all.put("client", approval.clientId());
    all.put("session", approval.session().value().toString());
    return new AuditEvent(
        type, approval.official().value().toString(), approval.id().toString(), all, Map.of());
  }
}
