package vn.antin.auth.api;

/**
 * What is wrong with one member of a request.
 *
 * @param field its name as the request has it; dots lead into objects, brackets into lists
 * @param code one word for programs: {@code required}, {@code malformed}, {@code taken}
 * @param message a sentence for people; repeats no secret
 */
public record FieldFault(String field, String code, String message) {}
