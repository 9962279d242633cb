package vn.antin.auth.oauth2.token;

/** A family and the client it belongs to. */
public record OwnedFamily(FamilyId id, String clientId) {}
