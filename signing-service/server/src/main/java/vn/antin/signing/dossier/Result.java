package vn.antin.signing.dossier;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A result that is to be signed.
 *
 * @param source the document as the application stored it
 * @param document the same with the code on it: what is signed
 */
record Result(
    UUID id,
    String client,
    DossierCode dossier,
    String type,
    UUID unit,
    CheckCode code,
    UUID source,
    UUID document,
    String title,
    @Nullable String number,
    @Nullable String notation,
    Instant createdAt) {}
