package vn.antin.signing.certificate;

import java.security.PublicKey;

/**
 * What an authority is asked for: the usual certificate of the holder, named from the read copy of
 * people and units at the moment of issuing.
 *
 * @param credential the intent this is for; an authority issues for it once
 * @param key to be certified; whoever wishes has proved or made it
 */
public record CertificateWish(CredentialId credential, Holder holder, PublicKey key) {}
