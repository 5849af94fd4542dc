element.addEventListener('click', event => {
    const button = event.target.closest('.starter, [data-question]');
    if (button) trigger('submit', {question: button.dataset.question ?? button.textContent});
});
