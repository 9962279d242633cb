package vn.antin.signing.token;

/**
 * How a token does.
 *
 * @param name which token, for the operator
 * @param usable calls are let through
 * @param threads how many calls run at once at most
 * @param overdue threads whose call has not returned within the limit
 * @param detail one sentence for the operator
 */
public record TokenStatus(String name, boolean usable, int threads, int overdue, String detail) {}
