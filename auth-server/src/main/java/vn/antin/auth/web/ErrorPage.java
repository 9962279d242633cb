package vn.antin.auth.web;

/**
 * What the error page shows.
 *
 * @param words key of its title and text
 */
public record ErrorPage(int status, String words) {}
