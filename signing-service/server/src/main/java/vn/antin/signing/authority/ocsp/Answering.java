package vn.antin.signing.authority.ocsp;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.antin.signing.authority.Authorities;
import vn.antin.signing.authority.Ca;
import vn.antin.signing.authority.CaKeys;

/** Answers questions: from the stored answers, or by signing at once within a bound. */
final class Answering {
  private static final Logger LOG = LoggerFactory.getLogger(Answering.class);
  private static final Duration KNOWN = Duration.ofSeconds(10);

  private record Known(Asked asked, Instant readAt) {}

  /** How many were signed in this second. */
  private record Second(long second, int signed) {}

  private final OcspRepository repository;
  private final Authorities authorities;
  private final Responders responders;
  private final CaKeys keys;
  private final OcspProperties properties;
  private final InstantSource time;
  private final MeterRegistry meters;
  private final AtomicReference<@Nullable Known> known = new AtomicReference<>();
  private final AtomicReference<Second> bound = new AtomicReference<>(new Second(0, 0));
  private final AtOnce atOnce;

  Answering(
      OcspRepository repository,
      Authorities authorities,
      Responders responders,
      CaKeys keys,
      AtOnce atOnce,
      OcspProperties properties,
      InstantSource time,
      MeterRegistry meters) {
    this.repository = repository;
    this.authorities = authorities;
    this.responders = responders;
    this.keys = keys;
    this.atOnce = atOnce;
    this.properties = properties;
    this.time = time;
    this.meters = meters;
  }

  Reply answer(byte[] request) {
    try {
      return answer(Question.read(request, properties.questions()));
    } catch (Question.Malformed e) {
      return refusal(OCSPResp.MALFORMED_REQUEST, "malformed");
    } catch (RuntimeException e) {
      LOG.warn("A question about a certificate could not be answered: {}", e.getMessage());
      return refusal(OCSPResp.TRY_LATER, "unavailable");
    }
  }

  Asked asked() {
    var now = time.instant();
    var read = known.get();
    if (read == null || !now.isBefore(read.readAt().plus(KNOWN))) {
      read = new Known(new Asked(authorities.all()), now);
      known.set(read);
    }
    return read.asked();
  }

  private Reply answer(Question question) {
    var first = asked().authority(question.certificates().getFirst());
    if (first.isEmpty()) {
      return refusal(OCSPResp.UNAUTHORIZED, "unauthorized");
    }
    var authority = first.get();
    if (question.nonce() == null) {
      var stored = stored(authority, question);
      if (stored.isPresent()) {
        count("stored");
        return stored.get();
      }
    }
    var lines = lines(authority, question);
    if (lines.stream().allMatch(each -> each.status() instanceof Status.Unknown)) {
      // RFC 5019 §2.2.3; a word about numbers that anybody can make up is worth no signature.
      return refusal(OCSPResp.UNAUTHORIZED, "unauthorized");
    }
    if (allowed()) {
      return atOnce(authority, lines, question);
    }
    // RFC 6960 §4.4.1 lets a responder leave a nonce out; better than no answer.
    return stored(authority, question).orElseGet(() -> refusal(OCSPResp.TRY_LATER, "try-later"));
  }

  private Optional<Reply> stored(Ca authority, Question question) {
    var id = question.certificates().getFirst();
    if (question.certificates().size() > 1) {
      return Optional.empty();
    }
    return repository
        .stored(authority.name(), id.getSerialNumber().toString(16), time.instant())
        .map(each -> new Reply(each.der(), each.thisUpdate(), each.nextUpdate()));
  }

  private List<AnswerWriter.Line> lines(Ca authority, Question question) {
    var lines = new ArrayList<AnswerWriter.Line>();
    for (var id : question.certificates()) {
      // A question about another authority's certificate is beyond this responder's word.
      var ours = asked().authority(id).filter(each -> each.name().equals(authority.name()));
      lines.add(
          new AnswerWriter.Line(
              id,
              ours.isPresent()
                  ? repository.status(authority.name(), id.getSerialNumber().toString(16))
                  : new Status.Unknown()));
    }
    return List.copyOf(lines);
  }

  private Reply atOnce(Ca authority, List<AnswerWriter.Line> lines, Question question) {
    var responder = responders.of(authority.name());
    if (responder.isEmpty()) {
      return refusal(OCSPResp.TRY_LATER, "try-later");
    }
    atOnce.begin();
    var now = time.instant().truncatedTo(ChronoUnit.SECONDS);
    var der =
        new AnswerWriter(responder.get(), keys)
            .write(lines, question.nonce(), now, until(responder.get(), now));
    count("signed");
    return Reply.passing(der);
  }

  /** An answer is good for as long as it says, but not longer than who signed it. */
  Instant until(Responder responder, Instant from) {
    var usual = from.plus(properties.valid());
    var end = responder.certificate().getNotAfter().toInstant();
    return usual.isAfter(end) ? end : usual;
  }

  private boolean allowed() {
    var second = time.instant().getEpochSecond();
    var now =
        bound.updateAndGet(each ->
            each.second() == second
                ? new Second(second, each.signed() + 1)
                : new Second(second, 1));
    return now.signed() <= properties.atOncePerSecond();
  }

  private Reply refusal(int status, String outcome) {
    count(outcome);
    return Reply.passing(AnswerWriter.refusal(status));
  }

  private void count(String outcome) {
    meters.counter("antin.authority.ocsp", "outcome", outcome).increment();
  }
}
