using System.Text;
using System.Text.Json;

namespace Dispatch.Fields;

/// <summary>The free form data of a ticket, parted by where it may be stored.</summary>
/// <param name="Kept">Values of catalogued fields that are not personal: for snapshot, events and conditions.</param>
/// <param name="Erasable">Everything else, for a content row: personal fields, and members that no catalogue describes, since nobody vouches for what they hold.</param>
public sealed record FieldData(FieldValues Kept, FieldValues Erasable)
{
    /// <summary>Most members.</summary>
    public const int MaxMembers = 60;

    /// <summary>Most UTF-8 bytes that all kept values take as texts: they are part of the snapshot.</summary>
    public const int MaxKeptSize = 4_000;

    /// <summary>No data.</summary>
    public static FieldData Empty { get; } = new(FieldValues.Empty, FieldValues.Empty);

    /// <summary>Reads an object whose members are added fields without their prefix: <c>{"reason":"damaged"}</c> is <c>data.reason</c>.</summary>
    /// <param name="catalogue">Fields of the ticket's case type.</param>
    /// <param name="element">What the caller sent.</param>
    /// <param name="path">Its path in the request.</param>
    public static Checked<FieldData> Read(FieldCatalogue catalogue, JsonElement element, string path = "$.data")
    {
        if (element.ValueKind is not JsonValueKind.Object)
            return Checked<FieldData>.Refused(FieldJson.WrongType("object", element, path));
        if (element.GetPropertyCount() > MaxMembers)
            return Checked<FieldData>.Refused(Rejection.Of(RejectionCode.FieldsTooMany, ("max", MaxMembers)).At(path));
        var rejections = new List<Rejection>();
        var (kept, erasable) = (FieldValues.Empty, FieldValues.Empty);
        foreach (var (i, member) in element.EnumerateObject().Index())
        {
            if (FieldJson.Name(member) is not { } name || !FieldChecks.IsDataId(FieldCatalogue.DataPrefix + name))
            {
                rejections.Add(Rejection.Of(RejectionCode.FieldIdMalformed, ("id", FieldJson.Name(member))).At(JsonPath.Item(path, i)));
                continue;
            }
            var id = FieldCatalogue.DataPrefix + name;
            var field = catalogue.Find(id);
            if (kept.Has(id) || erasable.Has(id))
                rejections.Add(Rejection.Of(RejectionCode.FieldDuplicate, ("field", id)).At(JsonPath.Member(path, name)));
            else if (Value(field, member.Value, JsonPath.Member(path, name), out var value) is { } rejection)
                rejections.Add(rejection);
            else if (field is null or { Sensitivity: FieldSensitivity.Personal })
                erasable = erasable.With(id, value);
            else
                kept = kept.With(id, value);
        }
        if (SizeOf(kept) > MaxKeptSize)
            rejections.Add(Rejection.Of(RejectionCode.FieldValueTooLong, ("max", MaxKeptSize)).At(path));
        return rejections.Count is 0 ? Checked<FieldData>.Ok(new(kept, erasable)) : Checked<FieldData>.Refused(rejections);
    }

    /// <summary>UTF-8 bytes that values take as texts.</summary>
    public static int SizeOf(FieldValues values) => values.Items.Sum(item => Encoding.UTF8.GetByteCount(item.Value.ToString()));

    private static Rejection? Value(FieldDefinition? field, JsonElement element, string path, out FieldValue value) => field is null
        ? FieldJson.Read(Guess(element), element, path, out value)
        : FieldJson.Read(field, element, path, out value);

    private static FieldType Guess(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Number => element.TryGetInt64(out _) ? FieldType.Integer : FieldType.Number,
        JsonValueKind.True or JsonValueKind.False => FieldType.Boolean,
        JsonValueKind.Array => FieldType.TextSet,
        _ => FieldType.Text,
    };
}
