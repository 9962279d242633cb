package vn.antin.signing.signature;

import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.antin.signing.people.SigningAuthority;
import vn.antin.signing.people.UnitId;
import vn.antin.signing.problem.Problem;

/**
 * The JSON form of a {@link SigningAuthority}. Whether the right is there is not judged here.
 *
 * @param form {@code NONE}, {@code TM}, {@code KT}, {@code TL}, {@code TUQ} or {@code Q}
 * @param title the post as it is printed; none when left out
 */
public record AuthorityForm(
    @Nullable String form, @Nullable String title, @Nullable UUID unit, @Nullable UUID delegation) {

  private static final int LONGEST_TITLE = 200;

  SigningAuthority read() {
    if (unit == null) {
      throw Problem.INVALID_REQUEST.because("authority lacks unit");
    }
    var printed = Wording.read("authority.title", title, LONGEST_TITLE);
    return new SigningAuthority(
        Arrays.stream(SigningAuthority.Form.values())
            .filter(each -> each.name().equals(form))
            .findFirst()
            .orElseThrow(() ->
                Problem.INVALID_REQUEST.because(
                    "authority has a form: NONE, TM, KT, TL, TUQ or Q")),
        printed == null ? "" : printed,
        new UnitId(unit),
        delegation);
  }

  static AuthorityForm of(SigningAuthority authority) {
    return new AuthorityForm(
        authority.form().name(),
        authority.title().isEmpty() ? null : authority.title(),
        authority.unit().value(),
        authority.delegation());
  }
}
