using System.Text.Json;

namespace Dispatch.Fields;

/// <summary>What a field holds. The type decides how it is entered, compared and stored.</summary>
public enum FieldType
{
    /// <summary>Any text; compared by Unicode code point.</summary>
    Text,

    /// <summary>A finite double.</summary>
    Number,

    /// <summary>A 64-bit whole number.</summary>
    Integer,

    /// <summary>An amount in integer minor units (fen, cents); the currency is a field of its own.</summary>
    Money,

    /// <summary>Yes or no.</summary>
    Boolean,

    /// <summary>An instant, UTC, whole milliseconds.</summary>
    Instant,

    /// <summary>One of the field's options.</summary>
    Choice,

    /// <summary>Any number of texts without order.</summary>
    TextSet,

    /// <summary>A point on the map; conditions only ask whether there is one.</summary>
    Place,
}

/// <summary>Who is exposed when the value leaves the company.</summary>
public enum FieldSensitivity
{
    /// <summary>The customer and wallboards may see it.</summary>
    Public,

    /// <summary>Staff only.</summary>
    Internal,

    /// <summary>About a person and erasable: kept out of events, snapshots and conditions.</summary>
    Personal,
}

/// <summary>Names of field types as they stand in documents and refusals.</summary>
public static class FieldTypes
{
    /// <summary>The type's name in JSON, such as <c>textSet</c>.</summary>
    public static string JsonName(this FieldType type) => JsonNamingPolicy.CamelCase.ConvertName(type.ToString());
}
