package vn.antin.auth.oauth2.request;

/**
 * What is wrong with a request.
 *
 * @param error a code of RFC 6749 §4.1.2.1 or of one of its extensions
 * @param description for the client's developer; no personal data
 */
public record RequestFault(String error, String description) {}
