package vn.antin.admin.enrolment;

/** A code and for whom it is. */
public record TokenCodePage(Holder holder, TokenCode code) {}
