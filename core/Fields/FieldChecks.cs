using System.Buffers;

namespace Dispatch.Fields;

/// <summary>What a document that adds fields may not get wrong, beside blank texts and nulls in lists, which no document may hold.</summary>
internal static class FieldChecks
{
    private const int MaxFields = 200;
    private const int MaxOptions = 500;
    private const int MaxNameLength = 40;
    private const int MaxOptionLength = 100;

    private static readonly SearchValues<char> NameCharacters =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789");

    public static List<Rejection> Of(IReadOnlyList<FieldDefinition> fields, string path)
    {
        var rejections = new List<Rejection>();
        if (fields.Count > MaxFields)
            rejections.Add(Rejection.Of(RejectionCode.FieldsTooMany, ("max", MaxFields)).At(path));
        var seen = new SortedSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < fields.Count; i++)
        {
            var (field, at) = (fields[i], JsonPath.Item(path, i));
            if (!IsDataId(field.Id))
                rejections.Add(Rejection.Of(RejectionCode.FieldIdMalformed, ("id", field.Id)).At(at + ".id"));
            else if (!seen.Add(field.Id))
                rejections.Add(Rejection.Of(RejectionCode.FieldDuplicate, ("field", field.Id)).At(at + ".id"));
            else
                rejections.AddRange(Of(field, at));
        }
        return rejections;
    }

    private static IEnumerable<Rejection> Of(FieldDefinition field, string path)
    {
        foreach (var rejection in field.Type is FieldType.Choice ? Options(field.Options, path + ".options") : NoOptions(field, path))
            yield return rejection;
        foreach (var rejection in Roles(field.ReadRoles, path + ".readRoles").Concat(Roles(field.WriteRoles, path + ".writeRoles")))
            yield return rejection;
    }

    private static IEnumerable<Rejection> NoOptions(FieldDefinition field, string path)
    {
        if (field.Options.Count > 0)
            yield return Rejection.Of(RejectionCode.FieldOptionsNotWanted, ("type", field.Type.JsonName())).At(path + ".options");
        if (field.Ordered)
            yield return Rejection.Of(RejectionCode.FieldOptionsNotWanted, ("type", field.Type.JsonName())).At(path + ".ordered");
    }

    private static IEnumerable<Rejection> Options(IReadOnlyList<ChoiceOption> options, string path)
    {
        if (options.Count is 0)
            yield return Rejection.Of(RejectionCode.FieldOptionsMissing).At(path);
        if (options.Count > MaxOptions)
            yield return Rejection.Of(RejectionCode.FieldsTooMany, ("max", MaxOptions)).At(path);
        var seen = new SortedSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < options.Count; i++)
        {
            var id = options[i].Id;
            if (string.IsNullOrWhiteSpace(id) || id.Length > MaxOptionLength || !seen.Add(id))
                yield return Rejection.Of(RejectionCode.FieldOptionMalformed, ("id", id)).At(JsonPath.Item(path, i) + ".id");
        }
    }

    private static IEnumerable<Rejection> Roles(IReadOnlyList<string>? roles, string path)
    {
        for (var i = 0; i < roles?.Count; i++)
            if (!FieldRoles.All.Contains(roles[i], StringComparer.Ordinal))
                yield return Rejection.Of(RejectionCode.FieldRoleUnknown, ("role", roles[i]), ("roles", string.Join(", ", FieldRoles.All)))
                    .At(JsonPath.Item(path, i));
    }

    /// <summary>Whether it is <c>data.</c> and a camelCase name.</summary>
    public static bool IsDataId(string id) =>
        id.StartsWith(FieldCatalogue.DataPrefix, StringComparison.Ordinal)
        && id.Length > FieldCatalogue.DataPrefix.Length
        && id.Length <= FieldCatalogue.DataPrefix.Length + MaxNameLength
        && char.IsAsciiLetterLower(id[FieldCatalogue.DataPrefix.Length])
        && id.AsSpan(FieldCatalogue.DataPrefix.Length).IndexOfAnyExcept(NameCharacters) < 0;
}
