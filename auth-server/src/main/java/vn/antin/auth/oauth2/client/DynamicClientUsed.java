package vn.antin.auth.oauth2.client;

/** A client that registered itself has proven who it is. */
public record DynamicClientUsed(String clientId) {}
