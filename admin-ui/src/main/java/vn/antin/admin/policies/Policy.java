package vn.antin.admin.policies;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A policy as the auth-server tells and takes it; null is left to the units above. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Policy(
    @Nullable UUID unit,
    @Nullable String client,
    @Nullable String name,
    @Nullable List<String> factors,
    @Nullable String acr,
    @Nullable Integer graceDays,
    @Nullable Integer rememberDays,
    @Nullable Integer idleMinutes,
    @Nullable Integer lifetimeMinutes,
    @Nullable Integer sessions,
    @Nullable Boolean counter,
    @Nullable Integer passwordClasses,
    @Nullable Integer passwordAgeDays,
    @Nullable Long version) {
  static final Policy NONE =
      new Policy(
          null, null, null, null, null, null, null, null, null, null, null, null, null, null);

  /** The page of this policy. */
  public String path() {
    return unit != null ? "/policies/units/" + unit : "/policies/clients/" + client;
  }

  public boolean counts(String factor) {
    return factors == null || factors.contains(factor);
  }

  /** The level's last word: {@code password}, {@code two-factor} …; empty when none is set. */
  public String level() {
    return acr == null ? "" : acr.substring(acr.lastIndexOf(':') + 1);
  }

  @JsonIgnoreProperties(ignoreUnknown = true)
  record Listing(@Nullable List<Policy> items) {}

  /** As much of a unit as its policy's page says. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record UnitDetails(@Nullable Named unit) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  record Named(@Nullable String name) {}
}
