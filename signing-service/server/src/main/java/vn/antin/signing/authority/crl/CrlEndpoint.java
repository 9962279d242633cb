package vn.antin.signing.authority.crl;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.WebRequest;
import vn.antin.signing.authority.Authorities;
import vn.antin.signing.certificate.Certificates;
import vn.antin.signing.problem.Problem;

/** Lists and certificates of authorities, for everybody, with what caches need. */
@RestController
final class CrlEndpoint {
  private static final MediaType CRL = MediaType.parseMediaType("application/pkix-crl");
  private static final MediaType CERTIFICATE = MediaType.parseMediaType("application/pkix-cert");
  private static final Duration CERTIFICATE_KEPT = Duration.ofDays(1);
  private static final String DELTA = "-delta";

  /** A burst of questions reads the row once. */
  private static final Duration FRESH = Duration.ofSeconds(1);

  private record Served(CrlRepository.Made list, String tag, Instant readAt) {}

  private final CrlRepository repository;
  private final Authorities authorities;
  private final CrlProperties properties;
  private final InstantSource time;
  private final ConcurrentHashMap<String, Served> served = new ConcurrentHashMap<>();

  CrlEndpoint(
      CrlRepository repository,
      Authorities authorities,
      CrlProperties properties,
      InstantSource time) {
    this.repository = repository;
    this.authorities = authorities;
    this.properties = properties;
    this.time = time;
  }

  /** Null when the caller has it already: the answer 304 is complete then. */
  @GetMapping("/crl/{name}.crl")
  @Nullable ResponseEntity<byte[]> list(@PathVariable String name, WebRequest request) {
    var found = find(name);
    if (request.checkNotModified(found.tag(), found.list().thisUpdate().toEpochMilli())) {
      return null;
    }
    return ResponseEntity.ok()
        .contentType(CRL)
        .cacheControl(CacheControl.maxAge(kept(found.list())).cachePublic().mustRevalidate())
        .eTag(found.tag())
        .lastModified(found.list().thisUpdate())
        .body(found.list().der());
  }

  @GetMapping("/ca/{name}.crt")
  ResponseEntity<byte[]> certificate(@PathVariable String name) {
    var authority =
        authorities.find(name).orElseThrow(() -> Problem.NOT_FOUND.because("no such authority"));
    return ResponseEntity.ok()
        .contentType(CERTIFICATE)
        .cacheControl(CacheControl.maxAge(CERTIFICATE_KEPT).cachePublic())
        .body(Certificates.encode(authority.certificate()));
  }

  private Served find(String name) {
    var now = time.instant();
    var known = served.get(name);
    if (known != null && now.isBefore(known.readAt().plus(FRESH))) {
      return known;
    }
    var list =
        (name.endsWith(DELTA)
                ? repository.delta(name.substring(0, name.length() - DELTA.length()))
                : repository.full(name, false))
            .orElseThrow(() -> Problem.NOT_FOUND.because("no such list"));
    var tag = '"' + HexFormat.of().formatHex(Certificates.sha256(list.der()), 0, 16) + '"';
    var read = new Served(list, tag, now);
    served.put(name, read);
    return read;
  }

  private Duration kept(CrlRepository.Made list) {
    var left = Duration.between(time.instant(), list.nextUpdate());
    var most = properties.cached();
    return left.isNegative() ? Duration.ZERO : left.compareTo(most) < 0 ? left : most;
  }
}
