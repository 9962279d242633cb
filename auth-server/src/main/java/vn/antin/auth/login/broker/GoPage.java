package vn.antin.auth.login.broker;

/**
 * The page between a form of ours and an upstream.
 *
 * @param name as officials know it
 */
public record GoPage(String name, String address) {}
