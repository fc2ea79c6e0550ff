namespace Dispatch;

public readonly partial record struct RejectionCode
{
    /// <summary>Not JSON, or not of the shape of a condition.</summary>
    public static readonly RejectionCode ConditionMalformed = new("condition-malformed");

    /// <summary>A member that conditions do not have, or one that is there twice.</summary>
    public static readonly RejectionCode ConditionMemberUnknown = new("condition-member-unknown");

    /// <summary><c>any</c> or <c>none</c> of nothing. <c>all</c> of nothing is allowed and always holds.</summary>
    public static readonly RejectionCode ConditionGroupEmpty = new("condition-group-empty");

    /// <summary>Groups are nested deeper than conditions may be.</summary>
    public static readonly RejectionCode ConditionTooDeep = new("condition-too-deep");

    /// <summary>More tests, or a longer list of values, than a condition may have.</summary>
    public static readonly RejectionCode ConditionTooLarge = new("condition-too-large");

    /// <summary>There is no such operator.</summary>
    public static readonly RejectionCode ConditionOperatorUnknown = new("condition-operator-unknown");

    /// <summary>The operator does not work on fields of this type.</summary>
    public static readonly RejectionCode ConditionOperatorNotForType = new("condition-operator-not-for-type");

    /// <summary>The operator needs a value.</summary>
    public static readonly RejectionCode ConditionValueMissing = new("condition-value-missing");

    /// <summary><c>empty</c> and <c>notEmpty</c> take no value.</summary>
    public static readonly RejectionCode ConditionValueNotWanted = new("condition-value-not-wanted");

    /// <summary>Personal data is erasable, so nothing may be decided on it.</summary>
    public static readonly RejectionCode ConditionFieldPersonal = new("condition-field-personal");

    /// <summary>The field has no column in the ticket list, so lists and reports cannot filter by it.</summary>
    public static readonly RejectionCode ConditionFieldNotInList = new("condition-field-not-in-list");
}
