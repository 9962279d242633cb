package vn.antin.auth.web;

/**
 * A page of a feature that the account page leads to. A bean; several go by their {@code @Order}.
 *
 * @param title key of its name
 * @param text key of what it is for
 */
public record AccountCard(String path, String title, String text) {}
