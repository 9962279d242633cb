package vn.antin.auth.login.device;

/**
 * What the page on the other device shows.
 *
 * @param sameBrowser whether this very browser is the one that wants in
 */
public record DeviceQuestion(WaitingLogin login, boolean sameBrowser) {}
