package vn.antin.signing.timestamp;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import vn.antin.signing.certificate.Certificates;
import vn.antin.signing.certificate.DistinguishedName;
import vn.antin.signing.timestamp.clock.ClockWatch;
import vn.antin.signing.timestamp.clock.Reading;
import vn.antin.signing.web.Caller;

/**
 * The authority's state, for administrators of any unit: it belongs to no unit, and says nothing of
 * who had something stamped.
 */
@RestController
final class TimeStampStateEndpoint {
  record State(
      boolean enabled,
      boolean ready,
      @Nullable String trouble,
      List<String> policies,
      List<String> hashAlgorithms,
      @Nullable Long accuracyMillis,
      boolean ordering,
      @Nullable CertificateView certificate,
      @Nullable ClockView clock,
      @Nullable Stamps stamps) {}

  record CertificateView(
      String subject,
      String issuer,
      String serialNumber,
      Instant validFrom,
      Instant validTo,
      String keyAlgorithm) {}

  record ClockView(
      boolean trusted,
      boolean compared,
      @Nullable Instant checkedAt,
      @Nullable Long offsetMillis,
      List<SourceView> sources) {}

  record SourceView(
      String server,
      @Nullable Long offsetMillis,
      @Nullable Long delayMillis,
      @Nullable Integer stratum,
      @Nullable String trouble) {}

  record Stamps(long lastDay, long unknownLastDay, long openBlocks, long abandonedBlocks) {}

  private static final Duration DAY = Duration.ofDays(1);
  private static final State OFF =
      new State(false, false, null, List.of(), List.of(), null, false, null, null, null);

  private final TimeStampingProperties properties;
  private final ObjectProvider<StampKeys> keys;
  private final ObjectProvider<ClockWatch> clock;
  private final ObjectProvider<StampBlockRepository> blocks;
  private final InstantSource time;

  TimeStampStateEndpoint(
      TimeStampingProperties properties,
      ObjectProvider<StampKeys> keys,
      ObjectProvider<ClockWatch> clock,
      ObjectProvider<StampBlockRepository> blocks,
      InstantSource time) {
    this.properties = properties;
    this.keys = keys;
    this.clock = clock;
    this.blocks = blocks;
    this.time = time;
  }

  @GetMapping("/time-stamping")
  State state(Caller.Person caller) {
    caller.requireAdministrator();
    if (!properties.enabled()) {
      return OFF;
    }
    var key = keys.getObject().current().map(StampKeys.Ready::key);
    var watched = clock.getObject().state();
    var trouble = trouble(key.orElse(null), watched);
    var sums = blocks.getObject().sums(time.instant().minus(DAY));
    return new State(
        true,
        trouble == null,
        trouble,
        properties.policies(),
        Arrays.stream(ImprintAlgorithm.values()).map(ImprintAlgorithm::title).toList(),
        properties.accuracy().toMillis(),
        properties.ordering(),
        key.map(TimeStampStateEndpoint::view).orElse(null),
        view(watched),
        new Stamps(sums.made(), sums.unknown(), sums.openBlocks(), sums.abandonedBlocks()));
  }

  private @Nullable String trouble(@Nullable StampKey key, ClockWatch.State watched) {
    if (watched.verdict() instanceof ClockWatch.Verdict.Doubted(var why)) {
      return why;
    }
    if (key == null) {
      return "there is no key with a certificate";
    }
    return key.validAt(time.instant()) ? null : "the certificate is not valid now";
  }

  private static CertificateView view(StampKey key) {
    var certificate = key.certificate();
    return new CertificateView(
        DistinguishedName.text(certificate.getSubjectX500Principal()),
        DistinguishedName.text(certificate.getIssuerX500Principal()),
        Certificates.serialNumber(certificate),
        certificate.getNotBefore().toInstant(),
        certificate.getNotAfter().toInstant(),
        certificate.getPublicKey().getAlgorithm());
  }

  private ClockView view(ClockWatch.State watched) {
    return new ClockView(
        watched.verdict() instanceof ClockWatch.Verdict.Trusted,
        !properties.clock().servers().isEmpty(),
        watched.checkedAt(),
        watched.offset() == null ? null : watched.offset().toMillis(),
        watched.readings().stream().map(TimeStampStateEndpoint::view).toList());
  }

  private static SourceView view(Reading reading) {
    return switch (reading) {
      case Reading.Answered(var server, var offset, var delay, var stratum) ->
          new SourceView(server, offset.toMillis(), delay.toMillis(), stratum, null);
      case Reading.Failed(var server, var why) -> new SourceView(server, null, null, null, why);
    };
  }
}
