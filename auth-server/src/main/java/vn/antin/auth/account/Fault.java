package vn.antin.auth.account;

/**
 * What is wrong with one field.
 *
 * @param field by its name in the REST API
 * @param code {@code required}, {@code invalid}, {@code too-long}, {@code taken}, {@code unknown} …
 */
public record Fault(String field, String code) {}
