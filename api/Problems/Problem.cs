namespace Dispatch.Api.Problems;

/// <summary>What went wrong, before it is put into words.</summary>
/// <param name="Code">Stable code of the catalogue.</param>
/// <param name="Arguments">Values that the sentences name.</param>
public sealed record Problem(string Code, IReadOnlyDictionary<string, string> Arguments)
{
    /// <summary>JSON path of the member at fault, or null.</summary>
    public string? Path { get; init; }

    /// <summary>More faults of the same request, each with its own path; null when there is one only.</summary>
    public IReadOnlyList<Problem>? Others { get; init; }

    /// <summary>Status that replaces the catalogue's, or null.</summary>
    public int? Status { get; init; }

    /// <summary>Seconds after which trying again may help, or null.</summary>
    public int? RetryAfter { get; init; }

    /// <summary>Appointments that are still free where the one asked for is gone, or null.</summary>
    public IReadOnlyList<Planning.Window>? Free { get; init; }

    /// <summary>A problem with named arguments.</summary>
    public static Problem Of(string code, params ReadOnlySpan<(string Name, object? Value)> arguments)
    {
        var rejection = Rejection.Of(new(code), arguments);
        return new(code, rejection.Arguments);
    }

    /// <summary>A refusal of core.</summary>
    public static Problem Of(Rejection rejection) => new(rejection.Code.Value, rejection.Arguments)
    {
        Path = rejection.Path,
        Others = rejection.Errors is { } errors ? [.. errors.Select(Of)] : null,
    };

    /// <summary>What is wrong, in both languages.</summary>
    public LocalText Words()
    {
        var message = ProblemCatalogue.Find(Code);
        return new(message.Detail("zh", this), message.Detail("en", this));
    }

    /// <summary>What to do about it, in both languages.</summary>
    public LocalText Remedy()
    {
        var message = ProblemCatalogue.Find(Code);
        return new(message.Remedy("zh", this), message.Remedy("en", this));
    }

    /// <summary>The same problem, blamed on one member.</summary>
    public Problem At(string path) => this with { Path = path };
}
