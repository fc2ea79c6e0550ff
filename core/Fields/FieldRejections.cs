namespace Dispatch;

public readonly partial record struct RejectionCode
{
    /// <summary>The catalogue has no field of that id.</summary>
    public static readonly RejectionCode FieldUnknown = new("field-unknown");

    /// <summary>An added field's id is not <c>data.</c> and a camelCase name.</summary>
    public static readonly RejectionCode FieldIdMalformed = new("field-id-malformed");

    /// <summary>The same field is defined twice in one document.</summary>
    public static readonly RejectionCode FieldDuplicate = new("field-duplicate");

    /// <summary>The field exists already, with another type.</summary>
    public static readonly RejectionCode FieldTypeConflict = new("field-type-conflict");

    /// <summary>A choice has no options.</summary>
    public static readonly RejectionCode FieldOptionsMissing = new("field-options-missing");

    /// <summary>Options, or their order, on a field that is no choice.</summary>
    public static readonly RejectionCode FieldOptionsNotWanted = new("field-options-not-wanted");

    /// <summary>An option's id is blank, too long or there twice.</summary>
    public static readonly RejectionCode FieldOptionMalformed = new("field-option-malformed");

    /// <summary>A role that does not exist.</summary>
    public static readonly RejectionCode FieldRoleUnknown = new("field-role-unknown");

    /// <summary>More fields or options than a catalogue takes.</summary>
    public static readonly RejectionCode FieldsTooMany = new("fields-too-many");

    /// <summary>The value is of another type than the field.</summary>
    public static readonly RejectionCode FieldValueWrongType = new("field-value-wrong-type");

    /// <summary>The value is none of the field's options.</summary>
    public static readonly RejectionCode FieldValueNotAnOption = new("field-value-not-an-option");

    /// <summary>The text or the set is longer than a field takes.</summary>
    public static readonly RejectionCode FieldValueTooLong = new("field-value-too-long");

    /// <summary>The text holds U+0000 or half a surrogate pair, which no database keeps.</summary>
    public static readonly RejectionCode FieldTextMalformed = new("field-text-malformed");
}
