package vn.antin.signing.signature;

import org.jspecify.annotations.Nullable;
import vn.antin.signing.problem.Problem;

/** The JSON form of {@link SigningParameters}; what is not written here is refused. */
public record ParametersForm(
    @Nullable String level,
    @Nullable String reason,
    @Nullable String location,
    @Nullable AuthorityForm authority,
    @Nullable LookForm appearance) {

  private static final int LONGEST_TEXT = 200;

  SigningParameters read(LookForm.Pictures pictures) {
    return new SigningParameters(
        SignatureLevel.of(String.valueOf(level))
            .orElseThrow(() ->
                Problem.INVALID_REQUEST.because("level is PAdES-BASELINE-B, -T, -LT or -LTA")),
        Wording.read("reason", reason, LONGEST_TEXT),
        Wording.read("location", location, LONGEST_TEXT),
        authority == null ? null : authority.read(),
        appearance == null ? null : appearance.read(pictures));
  }

  /** As it is stored and shown. */
  public static ParametersForm of(SigningParameters parameters) {
    var authority = parameters.authority();
    var look = parameters.look();
    return new ParametersForm(
        parameters.level().text(),
        parameters.reason(),
        parameters.location(),
        authority == null ? null : AuthorityForm.of(authority),
        look == null ? null : LookForm.of(look));
  }
}
