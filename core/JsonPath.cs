namespace Dispatch;

/// <summary>Writes the paths by which faults in a document are named, such as <c>$.rules[2].when.all[0].field</c>.</summary>
public static class JsonPath
{
    /// <summary>The path of a member; a name that is no identifier is quoted.</summary>
    public static string Member(string path, string name) => IsIdentifier(name)
        ? $"{path}.{name}"
        : $"{path}['{name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal)}']";

    /// <summary>The path of an array's item.</summary>
    public static string Item(string path, int index) => $"{path}[{index}]";

    private static bool IsIdentifier(string name) =>
        name.Length > 0 && (char.IsAsciiLetter(name[0]) || name[0] is '_') && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_');
}
