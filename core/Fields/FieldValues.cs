using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Dispatch.Fields;

/// <summary>Values by field id: the additional data that a ticket carries, or a source of fields made by hand.</summary>
[JsonConverter(typeof(FieldValuesJsonConverter))]
public sealed class FieldValues : IFieldSource, IEquatable<FieldValues>
{
    private readonly ImmutableSortedDictionary<string, FieldValue> values;

    private FieldValues(ImmutableSortedDictionary<string, FieldValue> values) => this.values = values;

    /// <summary>No values.</summary>
    public static FieldValues Empty { get; } = new(ImmutableSortedDictionary.Create<string, FieldValue>(StringComparer.Ordinal));

    /// <summary>All values in ordinal order of their field ids.</summary>
    public IEnumerable<KeyValuePair<string, FieldValue>> Items => values;

    /// <summary>How many fields have a value.</summary>
    public int Count => values.Count;

    /// <inheritdoc />
    public FieldValue Get(string fieldId) => values.TryGetValue(fieldId, out var value) ? value : FieldValue.None;

    /// <summary>Whether the field has a value.</summary>
    public bool Has(string fieldId) => values.ContainsKey(fieldId);

    /// <summary>The same values with one changed; none removes it.</summary>
    public FieldValues With(string fieldId, FieldValue value) =>
        new(value.Kind is FieldValueKind.None ? values.Remove(fieldId) : values.SetItem(fieldId, value));

    /// <summary>The same values with others laid over them.</summary>
    public FieldValues With(FieldValues others) => new(values.SetItems(others.values));

    /// <inheritdoc />
    public bool Equals(FieldValues? other) => other is not null && values.SequenceEqual(other.values);

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as FieldValues);

    /// <inheritdoc />
    public override int GetHashCode() => values.Aggregate(0, (hash, pair) => HashCode.Combine(hash, pair.Key, pair.Value));
}
