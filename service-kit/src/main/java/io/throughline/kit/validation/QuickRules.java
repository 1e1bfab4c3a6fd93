package io.throughline.kit.validation;

import build.buf.validate.FieldRules;
import build.buf.validate.Ignore;
import build.buf.validate.Int32Rules;
import build.buf.validate.Int64Rules;
import build.buf.validate.RepeatedRules;
import build.buf.validate.StringRules;
import build.buf.validate.ValidateProto;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import com.google.protobuf.Message;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * Sees quickly that a message certainly keeps its rules, which nearly every message does. It understands the rules that
 * batches of small messages have: what is required, lengths of texts and lists, bounds of numbers. Whatever it does
 * not understand, or finds broken, is left to the validator, which takes a hundred times as long and finds the words.
 */
final class QuickRules {

    private static final Set<String> UNDERSTOOD_OF_TEXTS = Set.of("min_len", "max_len");
    private static final Set<String> UNDERSTOOD_OF_NUMBERS = Set.of("gte", "lte");
    private static final Set<String> UNDERSTOOD_OF_LISTS = Set.of("min_items", "max_items", "items");
    private static final Set<String> UNDERSTOOD_OF_ITEMS = Set.of("string");

    private static final Predicate<Message> KEPT = _ -> true;
    private static final Predicate<Object> ANYTHING = _ -> true;

    /** Answers for one kind of message; empty when its rules are not understood. */
    private final Map<Descriptor, Optional<Predicate<Message>>> checks = new ConcurrentHashMap<>();

    /** Whether {@code message} certainly keeps all its rules; false says nothing. */
    boolean areKept(Message message) {
        var type = message.getDescriptorForType();
        var known = checks.get(type);
        if (known == null) {
            known = compile(type, new HashSet<>());
            checks.put(type, known);
        }
        return known.isPresent() && known.get().test(message);
    }

    private static Optional<Predicate<Message>> compile(Descriptor type, Set<Descriptor> enclosing) {
        if (!enclosing.add(type)
                || hasUnreadOptions(type)
                || type.getOptions().hasExtension(ValidateProto.message)
                || type.getRealOneofs().stream()
                        .anyMatch(oneof -> oneof.getOptions().hasExtension(ValidateProto.oneof))) {
            return Optional.empty();
        }
        var all = new ArrayList<Predicate<Message>>();
        for (var field : type.getFields()) {
            var check = compile(field, enclosing);
            if (check.isEmpty()) {
                return Optional.empty();
            }
            all.add(check.get());
        }
        enclosing.remove(type);
        all.removeIf(check -> check == KEPT);
        return Optional.of(all.isEmpty() ? KEPT : message -> all(all, message));
    }

    private static Optional<Predicate<Message>> compile(FieldDescriptor field, Set<Descriptor> enclosing) {
        var rules = field.getOptions().getExtension(ValidateProto.field);
        if (rules.getIgnore() == Ignore.IGNORE_ALWAYS) {
            return Optional.of(KEPT);
        }
        if (field.isMapField()
                || rules.getIgnore() != Ignore.IGNORE_UNSPECIFIED
                || !rules.getUnknownFields().asMap().isEmpty()
                || rules.getCelCount() > 0
                || rules.getCelExpressionCount() > 0) {
            return withoutAnyRules(field);
        }
        if (field.isRepeated()) {
            return list(field, rules, enclosing);
        }
        var ofValue = value(field, rules, enclosing);
        if (ofValue.isEmpty()) {
            return Optional.empty();
        }
        var check = ofValue.get();
        if (field.hasPresence()) {
            return Optional.of(
                    check == ANYTHING && !rules.getRequired()
                            ? KEPT
                            : message -> message.hasField(field)
                                    ? check.test(message.getField(field))
                                    : !rules.getRequired());
        }
        if (rules.getRequired()) {
            return Optional.of(message -> message.hasField(field) && check.test(message.getField(field)));
        }
        return Optional.of(check == ANYTHING ? KEPT : message -> check.test(message.getField(field)));
    }

    private static Optional<Predicate<Message>> list(
            FieldDescriptor field, FieldRules rules, Set<Descriptor> enclosing) {
        var ofList = rules.getRepeated();
        if (rules.hasRepeated() ? !understood(ofList, UNDERSTOOD_OF_LISTS) : rules.getTypeCase() != FieldRules.TypeCase.TYPE_NOT_SET) {
            return Optional.empty();
        }
        var ofItems = ofList.getItems();
        var ofItem = ofItems.getIgnore() == Ignore.IGNORE_ALWAYS
                ? Optional.of(ANYTHING)
                : understood(ofItems, UNDERSTOOD_OF_ITEMS)
                        ? value(field, ofItems, enclosing)
                        : Optional.<Predicate<Object>>empty();
        return ofItem.map(item -> message -> isKept(field, rules, ofList, item, message));
    }

    private static boolean isKept(
            FieldDescriptor field, FieldRules rules, RepeatedRules ofList, Predicate<Object> item, Message message) {
        int size = message.getRepeatedFieldCount(field);
        if (rules.getRequired() && size == 0
                || ofList.hasMinItems() && size < ofList.getMinItems()
                || ofList.hasMaxItems() && size > ofList.getMaxItems()) {
            return false;
        }
        if (item != ANYTHING) {
            for (int i = 0; i < size; i++) {
                if (!item.test(message.getRepeatedField(field, i))) {
                    return false;
                }
            }
        }
        return true;
    }

    private static Optional<Predicate<Object>> value(
            FieldDescriptor field, FieldRules rules, Set<Descriptor> enclosing) {
        return switch (rules.getTypeCase()) {
            case TYPE_NOT_SET ->
                field.getJavaType() == JavaType.MESSAGE
                        ? nested(field.getMessageType(), enclosing)
                        : Optional.of(ANYTHING);
            case STRING -> text(rules.getString());
            case INT32 -> number(rules.getInt32());
            case INT64 -> number(rules.getInt64());
            case FLOAT, DOUBLE, UINT32, UINT64, SINT32, SINT64, FIXED32, FIXED64, SFIXED32, SFIXED64, BOOL, BYTES,
                    ENUM, REPEATED, MAP, ANY, DURATION, FIELD_MASK, TIMESTAMP -> Optional.empty();
        };
    }

    private static Optional<Predicate<Object>> nested(Descriptor type, Set<Descriptor> enclosing) {
        if (isWithoutRules(type, new HashSet<>())) {
            return Optional.of(ANYTHING);
        }
        return compile(type, enclosing).map(check -> check == KEPT ? ANYTHING : inner -> check.test((Message) inner));
    }

    private static Optional<Predicate<Object>> text(StringRules rules) {
        if (!understood(rules, UNDERSTOOD_OF_TEXTS)) {
            return Optional.empty();
        }
        long longest = rules.hasMaxLen() ? rules.getMaxLen() : Long.MAX_VALUE;
        return Optional.of(value -> {
            var text = (String) value;
            // Lengths count code points, of which there are at most as many as chars and at least half as many.
            return text.length() <= longest && (text.length() + 1L) / 2 >= rules.getMinLen();
        });
    }

    private static Optional<Predicate<Object>> number(Int32Rules rules) {
        int least = rules.hasGte() ? rules.getGte() : Integer.MIN_VALUE;
        int most = rules.hasLte() ? rules.getLte() : Integer.MAX_VALUE;
        return understood(rules, UNDERSTOOD_OF_NUMBERS) && least <= most
                ? Optional.of(value -> (int) value >= least && (int) value <= most)
                : Optional.empty();
    }

    private static Optional<Predicate<Object>> number(Int64Rules rules) {
        long least = rules.hasGte() ? rules.getGte() : Long.MIN_VALUE;
        long most = rules.hasLte() ? rules.getLte() : Long.MAX_VALUE;
        return understood(rules, UNDERSTOOD_OF_NUMBERS) && least <= most
                ? Optional.of(value -> (long) value >= least && (long) value <= most)
                : Optional.empty();
    }

    private static boolean understood(Message rules, Set<String> names) {
        return rules.getUnknownFields().asMap().isEmpty()
                && rules.getAllFields().keySet().stream().allMatch(rule -> names.contains(rule.getName()));
    }

    private static Optional<Predicate<Message>> withoutAnyRules(FieldDescriptor field) {
        return isWithoutRules(field, new HashSet<>()) ? Optional.of(KEPT) : Optional.empty();
    }

    private static boolean isWithoutRules(FieldDescriptor field, Set<Descriptor> seen) {
        return !field.getOptions().hasExtension(ValidateProto.field)
                && (field.getJavaType() != JavaType.MESSAGE || isWithoutRules(field.getMessageType(), seen));
    }

    private static boolean isWithoutRules(Descriptor type, Set<Descriptor> seen) {
        return !seen.add(type)
                || !hasUnreadOptions(type)
                        && !type.getOptions().hasExtension(ValidateProto.message)
                        && type.getRealOneofs().stream()
                                .noneMatch(oneof -> oneof.getOptions().hasExtension(ValidateProto.oneof))
                        && type.getFields().stream().allMatch(field -> isWithoutRules(field, seen));
    }

    /** Options that came without their meaning may be rules. */
    private static boolean hasUnreadOptions(Descriptor type) {
        return !type.getOptions().getUnknownFields().asMap().isEmpty()
                || type.getFields().stream()
                        .anyMatch(field -> !field.getOptions().getUnknownFields().asMap().isEmpty());
    }

    private static boolean all(List<Predicate<Message>> checks, Message message) {
        for (var check : checks) {
            if (!check.test(message)) {
                return false;
            }
        }
        return true;
    }
}
