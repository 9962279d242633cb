package vn.antin.auth.oauth2.client;

/** Where officials open a system. */
public record ClientPage(String clientId, String name, String url) {}
