package vn.antin.auth.approval;

import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;
import vn.antin.auth.org.delegation.DelegationDocument;
import vn.antin.auth.org.delegation.SigningRights;
import vn.antin.auth.org.delegation.SigningRights.Finding;

/**
 * By what right documents are signed, as the page says it: the form (TM, KT …), the signer's post
 * and the unit, and the document that gives it.
 *
 * @param title the post as it is called; what is printed may be its beginning
 * @param given number, notation and day of the document; null when the post itself gives it
 * @param giver who gave it, with the post; null as well then
 * @param until the last day; null without an end
 */
public record StatedAuthority(
    String form,
    String title,
    String unit,
    @Nullable String given,
    @Nullable String giver,
    @Nullable String until) {
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM/uuuu");

  static StatedAuthority of(SigningRights.Claim claim, Finding.Holds holds) {
    SigningRights.GivenBy by = holds.by();
    return new StatedAuthority(
        claim.form().name(),
        holds.title(),
        holds.unit(),
        by == null ? null : document(by.document()),
        by == null ? null : by.title() + " " + by.name(),
        by == null || by.to() == null ? null : DAY.format(by.to().minusDays(1)));
  }

  private static String document(DelegationDocument document) {
    String notation = document.notation().isEmpty() ? "" : "/" + document.notation();
    return document.number() + notation + " (" + DAY.format(document.date()) + ")";
  }
}
