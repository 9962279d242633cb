package vn.antin.signing.engine.revocation;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.antin.signing.engine.online.Answer;
import vn.antin.signing.engine.online.Online;
import vn.antin.signing.engine.revocation.Answers.Result;
import vn.antin.signing.engine.revocation.RevocationData.Status;

/**
 * Asks the OCSP responders that a certificate names, then fetches its revocation lists; the first
 * current and clear answer counts. When none comes, tells what was known last. Thread-safe.
 */
public final class RevocationClient implements RevocationSource {

  private static final int LISTS = 64;
  private static final long BYTES_OF_LISTS = 64L << 20;
  private static final int ISSUERS = 256;
  private static final int LONGEST_ISSUER = 64 * 1024;

  private final @Nullable Online online;
  private final RevocationStore store;
  private final InstantSource clock;
  private final RevocationLimits limits;
  private final Answers<News> responses;
  private final Answers<CrlReading> lists;
  private final Answers<List<X509Certificate>> issuers;

  /**
   * @param online null to live from the store alone
   */
  public RevocationClient(
      @Nullable Online online,
      RevocationStore store,
      InstantSource clock,
      RevocationLimits limits) {
    this.online = online;
    this.store = store;
    this.clock = clock;
    this.limits = limits;
    this.responses =
        new Answers<>(
            clock,
            limits.entries(),
            (long) limits.entries() * limits.longestOcsp(),
            news -> news.encoded().length);
    this.lists = new Answers<>(clock, LISTS, BYTES_OF_LISTS, CrlReading::length);
    this.issuers = new Answers<>(clock, ISSUERS, ISSUERS * 16L * 1024, list -> list.size() * 2048);
  }

  @Override
  public RevocationData find(X509Certificate certificate, X509Certificate issuer, Instant at) {
    Instant now = clock.instant();
    List<String> why = new ArrayList<>();
    News best = null;
    for (URI address : Addresses.ocsp(certificate)) {
      News news = response(certificate, issuer, address, why);
      if (news != null && news.current(now, limits) && news.status() != Status.UNKNOWN) {
        return news.data(now, at, limits, "");
      }
      best = newer(best, news);
    }
    for (URI address : Addresses.crls(certificate)) {
      News news = listed(certificate, issuer, address, why);
      if (news != null && news.current(now, limits)) {
        return news.data(now, at, limits, "");
      }
      best = newer(best, news);
    }
    if (why.isEmpty() && best == null) {
      why.add("the certificate names neither a responder nor a list");
    }
    String detail = String.join("; ", why);
    return best == null ? RevocationData.unknown(detail) : best.data(now, at, limits, detail);
  }

  @Override
  public Optional<X509Certificate> issuer(X509Certificate certificate) {
    for (URI address : Addresses.issuers(certificate)) {
      Result<List<X509Certificate>> result =
          issuers.get(address.toString(), () -> issuersAt(address));
      if (result.value() != null) {
        Optional<X509Certificate> found = Issuers.of(certificate, result.value());
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return Optional.empty();
  }

  /** Prefers a clear answer to an unclear one, then the newer. */
  private static @Nullable News newer(@Nullable News one, @Nullable News other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    boolean oneClear = one.status() != Status.UNKNOWN;
    boolean otherClear = other.status() != Status.UNKNOWN;
    if (oneClear != otherClear) {
      return oneClear ? one : other;
    }
    return other.thisUpdate().isAfter(one.thisUpdate()) ? other : one;
  }

  private @Nullable News response(
      X509Certificate certificate, X509Certificate issuer, URI address, List<String> why) {
    String key = Keys.of("ocsp", issuer, certificate.getSerialNumber(), address);
    Result<News> result = responses.get(key, () -> askResponder(certificate, issuer, address, key));
    if (!result.why().isEmpty()) {
      why.add(result.why());
    }
    return result.value();
  }

  private Result<News> askResponder(
      X509Certificate certificate, X509Certificate issuer, URI address, String key) {
    Instant now = clock.instant();
    News kept = keptResponse(certificate, issuer, key, now);
    if (kept != null && fresh(kept, now)) {
      return new Result<>(kept, "", until(kept, now));
    }
    OcspQuestion question = OcspQuestion.ask(certificate, issuer);
    String failure;
    switch (online == null
        ? offline(address)
        : online.post(
            address,
            "application/ocsp-request",
            question.encoded(),
            "application/ocsp-response",
            limits.longestOcsp())) {
      case Answer.Received(byte[] body) -> {
        try {
          News news = question.check(body, now, limits);
          if (kept != null && news.thisUpdate().isBefore(kept.thisUpdate())) {
            throw new UnacceptableAnswer("older than what was known before");
          }
          if (news.status() != Status.UNKNOWN) {
            store.keep(key, body);
          }
          boolean current = news.current(now, limits);
          return new Result<>(
              news,
              current ? "" : address + " sent an answer that is out of date",
              current ? until(news, now) : now.plus(limits.failure()));
        } catch (UnacceptableAnswer e) {
          failure = address + ": " + e.getMessage();
        }
      }
      case Answer.Failed(String reason) -> failure = address + ": " + reason;
      case Answer.Refused(String reason) -> failure = reason;
    }
    return new Result<>(kept, failure, now.plus(limits.failure()));
  }

  private @Nullable News keptResponse(
      X509Certificate certificate, X509Certificate issuer, String key, Instant now) {
    return store
        .last(key)
        .map(body -> {
          try {
            return OcspQuestion.kept(certificate, issuer).check(body, now, limits);
          } catch (UnacceptableAnswer e) {
            return null;
          }
        })
        .orElse(null);
  }

  private @Nullable News listed(
      X509Certificate certificate, X509Certificate issuer, URI address, List<String> why) {
    String key = Keys.of("crl", issuer, BigInteger.ZERO, address);
    Result<CrlReading> result = lists.get(key, () -> fetchList(issuer, address, key));
    if (!result.why().isEmpty()) {
      why.add(result.why());
    }
    CrlReading list = result.value();
    if (list == null) {
      return null;
    }
    try {
      return list.about(certificate, address);
    } catch (UnacceptableAnswer e) {
      why.add(address + ": " + e.getMessage());
      return null;
    }
  }

  private Result<CrlReading> fetchList(X509Certificate issuer, URI address, String key) {
    Instant now = clock.instant();
    CrlReading kept = keptList(issuer, key, now);
    if (kept != null && kept.thisUpdate().plus(limits.reuse()).isAfter(now)) {
      return new Result<>(kept, "", now.plus(limits.reuse()));
    }
    String failure;
    switch (online == null
        ? offline(address)
        : online.get(address, "application/pkix-crl", limits.longestCrl())) {
      case Answer.Received(byte[] body) -> {
        try {
          CrlReading list = CrlReading.of(body, issuer, now, limits);
          if (kept != null && list.thisUpdate().isBefore(kept.thisUpdate())) {
            throw new UnacceptableAnswer("older than what was known before");
          }
          store.keep(key, body);
          return new Result<>(list, "", list.until(now, limits));
        } catch (UnacceptableAnswer e) {
          failure = address + ": " + e.getMessage();
        }
      }
      case Answer.Failed(String reason) -> failure = address + ": " + reason;
      case Answer.Refused(String reason) -> failure = reason;
    }
    return new Result<>(kept, failure, now.plus(limits.failure()));
  }

  private @Nullable CrlReading keptList(X509Certificate issuer, String key, Instant now) {
    return store
        .last(key)
        .map(body -> {
          try {
            return CrlReading.of(body, issuer, now, limits);
          } catch (UnacceptableAnswer e) {
            return null;
          }
        })
        .orElse(null);
  }

  private Result<List<X509Certificate>> issuersAt(URI address) {
    Instant now = clock.instant();
    Answer answer =
        online == null
            ? offline(address)
            : online.get(address, "application/pkix-cert", LONGEST_ISSUER);
    if (!(answer instanceof Answer.Received(byte[] body))) {
      return new Result<>(null, address.toString(), now.plus(limits.failure()));
    }
    try {
      List<X509Certificate> found = new ArrayList<>();
      for (Certificate each :
          CertificateFactory.getInstance("X.509")
              .generateCertificates(new ByteArrayInputStream(body))) {
        found.add((X509Certificate) each);
      }
      return new Result<>(found, "", now.plus(limits.reuse()));
    } catch (GeneralSecurityException e) {
      return new Result<>(null, address.toString(), now.plus(limits.failure()));
    }
  }

  private static Answer offline(URI address) {
    return new Answer.Refused(address + " was not asked, the engine works offline");
  }

  private boolean fresh(News kept, Instant now) {
    return kept.current(now, limits) && kept.thisUpdate().plus(limits.reuse()).isAfter(now);
  }

  private Instant until(News news, Instant now) {
    Instant reuse = now.plus(limits.reuse());
    Instant next = news.nextUpdate();
    return next == null || next.isAfter(reuse) ? reuse : next.isAfter(now) ? next : now;
  }
}
