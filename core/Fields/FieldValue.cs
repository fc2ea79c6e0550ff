namespace Dispatch.Fields;

/// <summary>What a <see cref="FieldValue"/> carries.</summary>
public enum FieldValueKind : byte
{
    /// <summary>Nothing: the field is empty.</summary>
    None,

    /// <summary>A text or the id of an option.</summary>
    Text,

    /// <summary>A whole number, or an amount in minor units.</summary>
    Integer,

    /// <summary>A finite double.</summary>
    Number,

    /// <summary>Yes or no.</summary>
    Boolean,

    /// <summary>An instant in milliseconds since 1970.</summary>
    Instant,

    /// <summary>Texts, sorted ordinally, without doubles.</summary>
    TextSet,

    /// <summary>A point on the map.</summary>
    Place,
}

/// <summary>The value of one field, without boxing. The default is no value.</summary>
public readonly struct FieldValue : IEquatable<FieldValue>
{
    private readonly object? reference;
    private readonly long bits;

    private FieldValue(FieldValueKind kind, long bits, object? reference) => (Kind, this.bits, this.reference) = (kind, bits, reference);

    /// <summary>No value.</summary>
    public static FieldValue None => default;

    /// <summary>What it carries.</summary>
    public FieldValueKind Kind { get; }

    /// <summary>A text, or no value.</summary>
    public static FieldValue Of(string? text) => text is null ? None : new(FieldValueKind.Text, 0, text);

    /// <summary>A whole number or an amount in minor units, or no value.</summary>
    public static FieldValue Of(long? value) => value is { } whole ? new(FieldValueKind.Integer, whole, null) : None;

    /// <summary>A number, or no value; one that is not finite is no value.</summary>
    public static FieldValue Of(double? value) => value is { } number && double.IsFinite(number)
        ? new(FieldValueKind.Number, BitConverter.DoubleToInt64Bits(number), null)
        : None;

    /// <summary>Yes or no, or no value.</summary>
    public static FieldValue Of(bool? value) => value is { } yes ? new(FieldValueKind.Boolean, yes ? 1 : 0, null) : None;

    /// <summary>An instant cut to milliseconds, or no value.</summary>
    public static FieldValue Of(DateTimeOffset? value) => value is { } instant
        ? new(FieldValueKind.Instant, instant.ToUnixTimeMilliseconds(), null)
        : None;

    /// <summary>A set of texts; an empty set is no value.</summary>
    public static FieldValue Of(IEnumerable<string>? texts)
    {
        string[] set = [.. (texts ?? []).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        return set.Length is 0 ? None : new(FieldValueKind.TextSet, 0, set);
    }

    /// <summary>A place, or no value.</summary>
    public static FieldValue Of(Place? place) => place is null ? None : new(FieldValueKind.Place, 0, place);

    /// <summary>The text, when it is one.</summary>
    public bool TryText(out string text)
    {
        text = Kind is FieldValueKind.Text ? (string)reference! : "";
        return Kind is FieldValueKind.Text;
    }

    /// <summary>The 64 bits of a whole number (itself), an instant (milliseconds since 1970) or a boolean (0, 1), when it is of that kind.</summary>
    public bool TryWhole(FieldValueKind kind, out long value)
    {
        value = bits;
        return Kind == kind && kind is FieldValueKind.Integer or FieldValueKind.Instant or FieldValueKind.Boolean;
    }

    /// <summary>The number, when it is one; a whole number counts.</summary>
    public bool TryNumber(out double value)
    {
        value = Kind is FieldValueKind.Integer ? bits : BitConverter.Int64BitsToDouble(bits);
        return Kind is FieldValueKind.Number or FieldValueKind.Integer;
    }

    /// <summary>The texts of a set, sorted ordinally.</summary>
    public bool TryTexts(out IReadOnlyList<string> texts)
    {
        texts = Kind is FieldValueKind.TextSet ? (string[])reference! : [];
        return Kind is FieldValueKind.TextSet;
    }

    /// <summary>The place, when it is one.</summary>
    public bool TryPlace(out Place? place)
    {
        place = reference as Place;
        return Kind is FieldValueKind.Place;
    }

    /// <summary>Whether a field of this type may hold it. A value that does not fit counts as none.</summary>
    public bool Fits(FieldType type) => type switch
    {
        FieldType.Number => Kind is FieldValueKind.Number or FieldValueKind.Integer,
        _ => Kind != FieldValueKind.None && Kind == KindOf(type),
    };

    /// <summary>The kind of value that a field of this type holds.</summary>
    public static FieldValueKind KindOf(FieldType type) => type switch
    {
        FieldType.Text or FieldType.Choice => FieldValueKind.Text,
        FieldType.Integer or FieldType.Money => FieldValueKind.Integer,
        FieldType.Number => FieldValueKind.Number,
        FieldType.Boolean => FieldValueKind.Boolean,
        FieldType.Instant => FieldValueKind.Instant,
        FieldType.TextSet => FieldValueKind.TextSet,
        FieldType.Place => FieldValueKind.Place,
        _ => throw new NotSupportedException($"{type} has no kind of value."),
    };

    /// <inheritdoc />
    public bool Equals(FieldValue other) => Kind == other.Kind && bits == other.bits && Kind switch
    {
        FieldValueKind.TextSet => ((string[])reference!).AsSpan().SequenceEqual((string[])other.reference!),
        _ => Equals(reference, other.reference),
    };

    /// <inheritdoc />
    public override bool Equals(object? obj) => obj is FieldValue other && Equals(other);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(
        Kind, bits, Kind is FieldValueKind.TextSet ? ((string[])reference!)[0].GetHashCode(StringComparison.Ordinal) : reference?.GetHashCode() ?? 0);

    /// <summary>Whether both are the same value.</summary>
    public static bool operator ==(FieldValue left, FieldValue right) => left.Equals(right);

    /// <summary>Whether they differ.</summary>
    public static bool operator !=(FieldValue left, FieldValue right) => !left.Equals(right);

    /// <summary>The value as invariant text, for people who read why a rule matched; empty when there is none.</summary>
    public override string ToString() => Kind switch
    {
        FieldValueKind.None => "",
        FieldValueKind.Integer => FormattableString.Invariant($"{bits}"),
        FieldValueKind.Number => FormattableString.Invariant($"{BitConverter.Int64BitsToDouble(bits):R}"),
        FieldValueKind.Boolean => bits is 1 ? "true" : "false",
        FieldValueKind.Instant => InstantText.Write(bits),
        FieldValueKind.TextSet => string.Join(", ", (string[])reference!),
        FieldValueKind.Place => FormattableString.Invariant($"{((Place)reference!).Longitude:R},{((Place)reference!).Latitude:R}"),
        _ => (string)reference!,
    };
}
