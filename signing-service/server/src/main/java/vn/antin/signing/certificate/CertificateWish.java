package vn.antin.signing.certificate;

import java.security.PublicKey;
import java.time.Duration;
import java.util.Optional;

/**
 * What an authority is asked for.
 *
 * @param credential the intent this is for; an authority issues for it once
 * @param profile the authority's name for the contents: {@link #OFFICIAL} or {@link #SEAL} for
 *     holders
 * @param key to be certified; whoever wishes has proved or made it
 * @param lifetime shorter than the profile's, when wished
 */
public record CertificateWish(
    CredentialId credential,
    Holder holder,
    String profile,
    SubjectWish subject,
    PublicKey key,
    Optional<Duration> lifetime) {
  public static final String OFFICIAL = "official";
  public static final String SEAL = "seal";

  /** The holder's usual profile, named from the read copy, with the profile's own lifetime. */
  public static CertificateWish usual(CredentialId credential, Holder holder, PublicKey key) {
    return new CertificateWish(
        credential,
        holder,
        switch (holder) {
          case Holder.Personal _ -> OFFICIAL;
          case Holder.Seal _ -> SEAL;
        },
        new SubjectWish.AsKnown(),
        key,
        Optional.empty());
  }
}
