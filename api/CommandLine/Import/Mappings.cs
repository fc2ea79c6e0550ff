using System.Text.Json;

namespace Dispatch.Api.CommandLine.Import;

/// <summary>The mappings that are shipped, and those that an operator wrote.</summary>
public static class Mappings
{
    private const string Folder = "CommandLine/Mappings/";

    /// <summary>Names of the shipped ones.</summary>
    public static IReadOnlyList<string> Shipped { get; } = [.. typeof(Mappings).Assembly.GetManifestResourceNames()
        .Where(name => name.StartsWith(Folder, StringComparison.Ordinal))
        .Select(name => Path.GetFileNameWithoutExtension(name[Folder.Length..])).Order(StringComparer.Ordinal)];

    /// <summary>A shipped mapping by name, or one from a JSON file.</summary>
    /// <exception cref="OperatorException">There is none, or it cannot be read.</exception>
    public static ImportMapping Find(string nameOrPath)
    {
        try
        {
            using var json = Shipped.Contains(nameOrPath, StringComparer.Ordinal)
                ? typeof(Mappings).Assembly.GetManifestResourceStream($"{Folder}{nameOrPath}.json")!
                : File.OpenRead(nameOrPath);
            return Checked(JsonSerializer.Deserialize<ImportMapping>(json, DispatchJson.Strict) ?? throw new JsonException("null"));
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new OperatorException(new(
                $"没有名为 {nameOrPath} 的映射，也没有这个文件。自带的映射：{string.Join("、", Shipped)}。",
                $"There is no mapping {nameOrPath}, and no such file. Shipped mappings: {string.Join(", ", Shipped)}."));
        }
        catch (Exception fault) when (fault is JsonException or NotSupportedException)
        {
            throw new OperatorException(new($"映射 {nameOrPath} 无法读取：{fault.Message}", $"The mapping {nameOrPath} cannot be read: {fault.Message}"));
        }
    }

    private static ImportMapping Checked(ImportMapping mapping)
    {
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(mapping.Time.Zone, out _))
            throw new JsonException($"$.time.zone: {mapping.Time.Zone} is no time zone.");
        if (mapping.Created.Count is 0 || mapping.Time.Formats.Count is 0)
            throw new JsonException("$.created and $.time.formats need an entry each.");
        if (mapping.Status?.Values?.Values.Append(mapping.Status.Default ?? PastStatus.Open)
            .FirstOrDefault(word => word is not PastStatus.Open && PastStatus.Ended(word) is null) is { } unknown)
            throw new JsonException($"$.status: {unknown} is not open, resolved, closed or cancelled.");
        if (mapping.Priority?.Values?.Values.Append(mapping.Priority.Default ?? "")
            .FirstOrDefault(word => word.Length > 0 && !Enum.TryParse<Priority>(word, ignoreCase: true, out _)) is { } priority)
            throw new JsonException($"$.priority: {priority} is no priority.");
        return mapping;
    }
}
