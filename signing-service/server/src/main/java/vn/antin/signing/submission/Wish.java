package vn.antin.signing.submission;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.antin.signing.signature.AuthorityForm;
import vn.antin.signing.signature.LookForm;
import vn.antin.signing.signature.PlaceForm;

/** What an application sends to have documents signed; checked by {@link Intake}. */
public record Wish(
    @Nullable String title,
    @Nullable List<DocumentWish> documents,
    @Nullable List<SignerWish> signers,
    @Nullable Instant deadline,
    @Nullable CallbackWish callback,
    @Nullable String profile,
    @Nullable IssuanceWish issuance) {
  /** Issues nothing. */
  public Wish(
      @Nullable String title,
      @Nullable List<DocumentWish> documents,
      @Nullable List<SignerWish> signers,
      @Nullable Instant deadline,
      @Nullable CallbackWish callback,
      @Nullable String profile) {
    this(title, documents, signers, deadline, callback, profile, null);
  }

  /** A document stored before, and what it is called in the agency. */
  public record DocumentWish(
      @Nullable UUID documentId,
      @Nullable String title,
      @Nullable String number,
      @Nullable String notation) {}

  /** One of official, post and headOfUnit; signers of the same order sign in any order. */
  public record SignerWish(
      @Nullable Integer order,
      @Nullable UUID official,
      @Nullable UUID post,
      @Nullable UUID headOfUnit,
      @Nullable String credential,
      @Nullable UUID unit,
      @Nullable String level,
      @Nullable String reason,
      @Nullable String location,
      @Nullable AuthorityForm authority,
      @Nullable LookForm appearance,
      @Nullable Instant deadline) {}

  /** How the document is issued: its number was chosen or reserved, or fields are laid for it. */
  public record IssuanceWish(
      @Nullable UUID unit,
      @Nullable String type,
      @Nullable String notation,
      @Nullable Integer number,
      @Nullable UUID reservation,
      @Nullable FormWish form) {}

  /** Where number, date and the leader's signature go, and the place before the date. */
  public record FormWish(
      @Nullable PlaceForm number,
      @Nullable PlaceForm date,
      @Nullable PlaceForm leader,
      @Nullable String locality) {}

  /** Where to tell how it goes. */
  public record CallbackWish(@Nullable String url) {}
}
