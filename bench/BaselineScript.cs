namespace Dispatch.Bench;

/// <summary>The sections of <c>baseline.sql</c>.</summary>
internal static class BaselineScript
{
    /// <summary>Tickets in one transaction.</summary>
    public const int Batch = 100;

    private static readonly Dictionary<string, string> Sections = Read();

    public static string Section(string name) => Sections[name];

    private static Dictionary<string, string> Read()
    {
        using var reader = new StreamReader(typeof(BaselineScript).Assembly.GetManifestResourceStream("baseline.sql")!);
        return reader.ReadToEnd().Split("-- @").Skip(1).ToDictionary(
            section => section[..section.IndexOf('\n')].Trim(),
            section => section[section.IndexOf('\n')..].Trim());
    }
}
