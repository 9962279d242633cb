package vn.antin.admin.inbox;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Who may seal in a records clerk's stead: the other records clerks of the seal's unit. */
final class SealClerks {
  private SealClerks() {}

  /** A records clerk. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Clerk(@Nullable String id, @Nullable String name) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  record Seal(@Nullable String unit, @Nullable List<Clerk> clerks) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  record Seals(@Nullable List<Seal> items) {}

  /** A certificate the official may sign with, and the unit whose seal it is. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Certificate(@Nullable String id, @Nullable String unit) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  record Certificates(@Nullable List<Certificate> items) {}

  /** The others who may take the step; none when no seal signs it. */
  static List<DelegatePage.Receiver> beside(
      String official, Step step, Certificates own, Seals seals) {
    var wanted = step.credential();
    if (wanted == null || !wanted.seal()) {
      return List.of();
    }
    var units =
        Objects.requireNonNullElse(own.items(), List.<Certificate>of()).stream()
            .filter(certificate -> Objects.equals(certificate.id(), wanted.id()))
            .map(certificate -> Objects.requireNonNullElse(certificate.unit(), ""))
            .toList();
    return Objects.requireNonNullElse(seals.items(), List.<Seal>of()).stream()
        .filter(seal -> units.contains(seal.unit()))
        .flatMap(seal -> Objects.requireNonNullElse(seal.clerks(), List.<Clerk>of()).stream())
        .filter(clerk -> clerk.id() != null && !official.equals(clerk.id()))
        .map(clerk ->
            new DelegatePage.Receiver(
                Objects.requireNonNullElse(clerk.id(), ""),
                Objects.requireNonNullElse(clerk.name(), "–")))
        .distinct()
        .toList();
  }
}
