package vn.antin.standalone.bench;

/**
 * What a closed loop found.
 *
 * @param perSecond answers in a second
 * @param medianMillis half of them came within
 * @param slowestMillis 99 of 100 came within
 */
public record Rate(double perSecond, double medianMillis, double slowestMillis) {}
