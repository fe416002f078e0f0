using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NNGen.Generator.Parsing;

/// <summary>Whether a network can be generated into a class at all, and into the types around it.</summary>
internal static class ClassChecks
{
    public static void Check(INamedTypeSymbol type, List<Problem> problems, CancellationToken cancellation)
    {
        CheckDeclaration(type, Problem.Class, problems, cancellation);
        for (INamedTypeSymbol? current = type.ContainingType; current is not null; current = current.ContainingType)
        {
            CheckDeclaration(current, Problem.Container, problems, cancellation);
        }

        // Without any constructor in the class, the compiler says itself that the base class lacks one.
        bool hasConstructor = type.InstanceConstructors.Any(constructor => !constructor.IsImplicitlyDeclared);
        if (!HasUsableBase(type) && !hasConstructor)
        {
            problems.Add(new Problem(Rule.CompilerError, Problem.Class, null, default));
        }
        else if (Unsupported(type) is { } reason)
        {
            problems.Add(new Problem(Rule.UnsupportedClass, Problem.Class, null, EquatableArray.Of(type.Name, reason)));
        }

        ParseOptions parse = type.DeclaringSyntaxReferences[0].SyntaxTree.Options;
        if (parse is not CSharpParseOptions { LanguageVersion: < LanguageVersion.CSharp12 and var version }) return;
        EquatableArray<string> texts = EquatableArray.Of(type.Name, version.ToDisplayString());
        problems.Add(new Problem(Rule.LanguageVersionTooLow, Problem.Class, null, texts));
    }

    /// <summary>Checks what must hold for the class and for every type around it.</summary>
    public static void CheckDeclaration(INamedTypeSymbol type, int site, List<Problem> problems, CancellationToken cancellation)
    {
        if (type.IsFileLocal) problems.Add(new Problem(Rule.FileLocalClass, site, null, EquatableArray.Of(type.Name)));
        bool isPartial = type.DeclaringSyntaxReferences
            .Select(reference => reference.GetSyntax(cancellation))
            .OfType<TypeDeclarationSyntax>()
            .Any(declaration => declaration.Modifiers.Any(SyntaxKind.PartialKeyword));
        if (!isPartial) problems.Add(new Problem(Rule.ClassNotPartial, site, null, EquatableArray.Of(type.Name)));
    }

    private static string? Unsupported(INamedTypeSymbol type)
    {
        if (type.IsRecord) return "it is a record, whose copies would share their parameters: declare a class";
        if (type.IsStatic) return "it is static, but every network is an object with parameters of its own: remove 'static'";
        if (type.IsAbstract) return "it is abstract, but networks are made by the generated constructor: remove 'abstract'";
        if (type.TypeParameters.Length > 0) return "it is generic: remove its type parameters, or nest it in a generic class";
        if (type.InstanceConstructors.Any(IsPrimary))
        {
            return "it has a primary constructor, which generated ones cannot call: declare an ordinary one";
        }

        if (!HasUsableBase(type)) return $"its base class {type.BaseType!.Name} has no constructor without parameters: add one";
        return RequiredMember(type) is { } member
            ? $"generated code makes instances, but cannot set the required member {member.Name}: remove 'required'"
            : null;
    }

    /// <summary>Whether a constructor stands in the head of its class.</summary>
    public static bool IsPrimary(IMethodSymbol constructor) =>
        !constructor.IsImplicitlyDeclared
        && constructor.DeclaringSyntaxReferences.Any(reference => reference.GetSyntax() is TypeDeclarationSyntax);

    private static bool HasUsableBase(INamedTypeSymbol type)
    {
        if (type.BaseType is null or { TypeKind: TypeKind.Error } or { IsStatic: true }) return true;

        // A network gets a constructor without obligatory parameters from us.
        return NetworkParser.NetworkAttribute(type.BaseType) is not null || type.BaseType.InstanceConstructors.Any(constructor =>
            IsAccessible(constructor, type) && constructor.Parameters.All(parameter => parameter.IsOptional || parameter.IsParams));
    }

    private static bool IsAccessible(IMethodSymbol constructor, INamedTypeSymbol type)
    {
        bool isInside = constructor.ContainingAssembly.GivesAccessTo(type.ContainingAssembly)
            || SymbolEqualityComparer.Default.Equals(constructor.ContainingAssembly, type.ContainingAssembly);
        return constructor.DeclaredAccessibility switch
        {
            Accessibility.Private => IsWithin(type, constructor.ContainingType),
            Accessibility.Internal or Accessibility.ProtectedAndInternal => isInside,
            _ => true,
        };
    }

    private static bool IsWithin(INamedTypeSymbol type, INamedTypeSymbol container)
    {
        for (INamedTypeSymbol? current = type; current is not null; current = current.ContainingType)
        {
            if (SymbolEqualityComparer.Default.Equals(current.OriginalDefinition, container.OriginalDefinition)) return true;
        }

        return false;
    }

    private static ISymbol? RequiredMember(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? current = type; current is not null; current = current.BaseType)
        {
            ISymbol? required = current.GetMembers()
                .FirstOrDefault(member => member is IPropertySymbol { IsRequired: true } or IFieldSymbol { IsRequired: true });
            if (required is not null) return required;
        }

        return null;
    }
}
